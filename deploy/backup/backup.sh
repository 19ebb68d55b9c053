#!/bin/sh
# 基础备份 / a base backup: backup.sh /backup   (PGHOST, PGPORT, PGUSER, PGPASSFILE say of which server; daily, by a timer)
set -eu
backup=${1:?/backup}
name=$(date -u +%Y%m%dT%H%M%SZ)
mkdir -p "$backup/base"
pg_basebackup --pgdata="$backup/base/.$name" --wal-method=stream --checkpoint=fast --manifest-checksums=SHA256
pg_verifybackup --quiet "$backup/base/.$name"
mv "$backup/base/.$name" "$backup/base/$name"
echo "$backup/base/$name"
