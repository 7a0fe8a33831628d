# shellcheck shell=sh disable=SC2034,SC2154 # sourced by ../install, which sets the names
# User, folders, and the release itself: laid aside whole, then named `current` in one step. `previous` is the way back.

make_user() {
  [ -z "$root" ] || return 0
  if ! getent group changxin >/dev/null; then groupadd --system changxin; fi
  if ! getent passwd changxin >/dev/null; then
    useradd --system --gid changxin --home-dir /var/lib/changxin --no-create-home --shell /usr/sbin/nologin changxin
    say '✓ 新建用户 / new user: changxin'
  fi
}

owned() { if [ -z "$root" ]; then chown "$@"; fi; }

make_folders() {
  mkdir -p "$home/releases" "$etc" "$data" "$backups" "$cache" "$root/usr/local/bin"
  chmod 755 "$home" "$home/releases"
  for each in "$data" "$backups" "$cache"; do
    chmod 700 "$each"
    owned changxin:changxin "$each"
  done
  chmod 750 "$etc"
  owned root:changxin "$etc"
  if [ ! -e "$etc/changxin.env" ]; then
    # The folder of the data is the unit's to say.
    sed '/^DATA_DIR=/d' "$app/.env.example" >"$etc/changxin.env.new"
    chmod 640 "$etc/changxin.env.new"
    owned root:changxin "$etc/changxin.env.new"
    mv "$etc/changxin.env.new" "$etc/changxin.env"
    say "✓ 设置 / settings: $etc/changxin.env"
  fi
}

keep_key() {
  if cmp -s "$trusted" "$etc/release.pub"; then return; fi
  cp "$trusted" "$etc/release.pub.new"
  chmod 644 "$etc/release.pub.new"
  mv "$etc/release.pub.new" "$etc/release.pub"
}

place_release() {
  target=$home/releases/$release
  if [ -d "$target" ]; then return; fi
  rm -rf "$home/releases/.unfinished"
  cp -R -P -p "$app" "$home/releases/.unfinished"
  cp "$here/VERSION" "$here/SHA256SUMS" "$here/SHA256SUMS.sig" "$here/install" "$home/releases/.unfinished/"
  chmod -R u=rwX,go=rX "$home/releases/.unfinished"
  if [ "$(id -u)" = 0 ]; then chown -R -h 0:0 "$home/releases/.unfinished"; fi
  mv "$home/releases/.unfinished" "$target"
  say "✓ 已放好 / in place: $target"
}

# A link that is replaced in one step: never a moment without.
point() {
  ln -s "$2" "$home/.$1.new"
  mv -T -f "$home/.$1.new" "$home/$1"
}

switch_release() {
  rm -f "$home/.current.new" "$home/.previous.new"
  old=$(readlink "$home/current" 2>/dev/null || true)
  if [ -n "$old" ]; then point previous "$old"; fi
  point current "releases/$release"
  ln -s -f "/opt/changxin/current/deploy/bin/changxin" "$root/usr/local/bin/changxin"
  say "✓ 启用 / in use: $release${old:+，原为 / before: ${old#releases/}}"
}

go_back() {
  old=$(readlink "$home/previous" 2>/dev/null || true)
  [ -n "$old" ] || fail '没有更早的版本 / there is no version before'
  now=$(readlink "$home/current")
  rm -f "$home/.current.new" "$home/.previous.new"
  point current "$old"
  point previous "$now"
  say "✓ 已退回 / back to: ${old#releases/}"
  say '  注意：新版本若已写入旧版本不认识的记录，旧版本会拒绝相关操作 / what the newer version recorded and the older does not know, the older refuses to act on'
}

# The log itself is only ever added to; this copy is for the case that a disk fails meanwhile.
back_up_before() {
  if [ "$backup" = no ] || [ ! -e "$data/log.db" ] || [ ! -L "$home/current" ]; then return; fi
  copy=$backups/before-$release
  if [ -e "$copy" ]; then return; fi
  rm -rf "$copy.unfinished"
  # By the release that lies in place, which can drop to the service's user: root's files beside a log would stop it.
  DATA_DIR=$data CHANGXIN_ENV=$etc/changxin.env "$target/deploy/bin/changxin" backup "$copy.unfinished" >/dev/null ||
    fail "升级前备份失败 / the backup before the upgrade failed; --no-backup 跳过 / leaves it out"
  mv "$copy.unfinished" "$copy"
  say "✓ 升级前已备份 / backed up before the upgrade: $copy"
}

remove_old_releases() {
  for each in "$home"/releases/*; do
    name=releases/${each##*/}
    case $name in
    "$(readlink "$home/current")" | "$(readlink "$home/previous" 2>/dev/null || true)") ;;
    *) rm -rf "$each" ;;
    esac
  done
}
