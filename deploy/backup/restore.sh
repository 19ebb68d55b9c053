#!/bin/sh
# 恢复到某一时刻 / to a moment: restore.sh /backup /var/lib/postgresql/restored '2026-11-26 08:00:00+08'
# 时刻须晚于所用基础备份；只写入新目录，绝不动正在运行的库 / only into a new directory: nothing that runs is touched
set -eu
backup=${1:?/backup} target=${2:?directory} moment=${3:?moment}
[ ! -e "$target" ] || { echo "$target 已存在 / exists already" >&2; exit 1; }
before=$(date -u -d "$moment" +%Y%m%dT%H%M%SZ)
base=
for each in "$backup"/base/*; do
  if [ "$(basename "$each")" \< "$before" ]; then base=$each; fi
done
[ -n "$base" ] || { echo "没有早于 $moment 的备份 / no base backup before $moment" >&2; exit 1; }
cp -a "$base" "$target" && chmod 700 "$target"
cat >> "$target/postgresql.auto.conf" <<CONF
restore_command = 'cp "$backup/wal/%f" "%p"'
recovery_target_time = '$moment'
recovery_target_action = 'promote'
archive_mode = 'off'
CONF
touch "$target/recovery.signal"
echo "$target"
