#!/bin/sh
# postgresql.conf: archive_mode = on, archive_command = '/opt/anjian/deploy/backup/archive.sh /backup %p %f'
# 每段日志原样保存一次；已有的不覆盖 / each segment of the log is kept once; what is there is never overwritten
set -eu
backup=$1 path=$2 name=$3
mkdir -p "$backup/wal"
if [ -e "$backup/wal/$name" ]; then
  exec cmp -s "$path" "$backup/wal/$name"
fi
cp "$path" "$backup/wal/.$name" && sync "$backup/wal/.$name" && mv "$backup/wal/.$name" "$backup/wal/$name"
