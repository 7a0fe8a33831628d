# shellcheck shell=sh disable=SC2034,SC2154 # sourced by ../install, which sets the names
# systemd, where it runs this machine; elsewhere how to start without it.

has_systemd() { [ -z "$root" ] && [ -d /run/systemd/system ]; }

install_units() {
  [ -n "$root" ] || has_systemd || return 0
  mkdir -p "$units"
  for each in changxin.service changxin@.service changxin-backup.service changxin-backup.timer; do
    cp "$home/current/deploy/$each" "$units/$each.new"
    chmod 644 "$units/$each.new"
    mv "$units/$each.new" "$units/$each"
  done
  if has_systemd; then
    systemctl daemon-reload
    say "✓ 服务 / units: $units/changxin*.service"
  fi
}

# Which of our services are there to be started anew: the single node, or the nodes of a cluster that are enabled.
our_services() {
  nodes=$(systemctl list-units --all --plain --no-legend 'changxin@*.service' | cut -d' ' -f1)
  printf '%s' "${nodes:-changxin.service}"
}

port_of() {
  name=${1%.service}
  case $name in changxin@*) file=$etc/${name#changxin@}.env ;; *) file=$etc/changxin.env ;; esac
  given=$(sed -n 's/^PORT=//p' "$file" 2>/dev/null | tail -n 1)
  printf '%s' "${given:-$port}"
}

# One after the other, each alive before the next: in a cluster somebody always answers.
start_service() {
  if [ "$start" = no ] || ! has_systemd; then return 0; fi
  for each in $(our_services); do
    systemctl enable "$each" 2>/dev/null
    if ! restarted "$each"; then
      say "✗ $each 没有启动 / did not start: journalctl -u $each" >&2
      [ "$back" = no ] && [ -n "${old:-}" ] || exit 1
      go_back >&2
      restarted "$each" || fail "退回后也没有启动 / it did not start after going back either: journalctl -u $each"
      fail '已退回上一版本，正在运行 / went back to the version before, which runs'
    fi
    say "✓ 正在运行 / running: $each"
  done
  if [ "$(our_services)" = changxin.service ]; then systemctl enable --now changxin-backup.timer 2>/dev/null; fi
}

# Alive, not ready: views that changed are built for a while, with progress.
restarted() {
  # What failed often before, systemd would not start again.
  systemctl reset-failed "$1" 2>/dev/null || true
  systemctl restart "$1" || return 1
  tries=0
  until PORT=$(port_of "$1") "$home/current/deploy/bin/node" "$home/current/deploy/health.mjs" live 2>/dev/null; do
    tries=$((tries + 1))
    if [ $tries -ge 60 ] || systemctl is-failed --quiet "$1"; then return 1; fi
    sleep 1
  done
}

what_next() {
  say "  设置 / settings: $etc/changxin.env  （改后 / then: systemctl restart changxin）"
  if has_systemd; then
    say '  首次启动的一次性口令 / the one-time token of the first start: journalctl -u changxin'
  else
    say '  没有 systemd：用 changxin start 在前台启动 / no systemd here: changxin start runs it in the foreground'
  fi
  say '  体检 / health: changxin doctor    退回 / back: changxin back    备份 / backup: changxin backup FOLDER'
}
