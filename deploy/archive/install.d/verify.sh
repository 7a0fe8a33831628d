# shellcheck shell=sh disable=SC2034,SC2154 # sourced by ../install, which sets the names
# Is this archive whole, from whom, and for this machine? Every answer before anything is changed.

verify_sums() {
  version=$(cut -d' ' -f1 "$here/VERSION")
  (
    cd "$here"
    # The list cannot hold its own sum; what it does not name must not be there either.
    expected=$(($(wc -l <SHA256SUMS) + 2))
    found=$(find . -type f | wc -l)
    [ "$found" -eq "$expected" ] || fail "文件数不符：应有 $expected，实有 $found / $expected files expected, $found found: unpack the archive anew"
    sha256sum --check --quiet --strict SHA256SUMS >&2 || fail '文件已损坏或被改动，请重新解包 / files are damaged or changed: unpack the archive anew'
    find . -type l | LC_ALL=C sort | while read -r link; do
      printf '%s -> %s\n' "$link" "$(readlink "$link")"
    done | LC_ALL=C sort >"${TMPDIR:-/tmp}/changxin-links.$$"
    cmp -s "${TMPDIR:-/tmp}/changxin-links.$$" LINKS || same=no
    rm -f "${TMPDIR:-/tmp}/changxin-links.$$"
    [ "${same:-yes}" = yes ] || fail '链接被改动，请重新解包 / links are changed: unpack the archive anew'
  ) || exit 1
  release=$version-$(sha256sum "$here/SHA256SUMS" | cut -c1-8)
  say "✓ 文件完整 / files are whole: $version"
}

# By openssl of this machine where it can, else by the Node of the archive: then whoever made the archive checks himself,
# which shows damage and mistakes; only checking the archive elsewhere (deploy/README.md) shows a forger.
check_signature() {
  if command -v openssl >/dev/null && openssl pkeyutl -help 2>&1 | grep -q rawin; then
    openssl pkeyutl -verify -pubin -inkey "$1" -rawin -in "$here/SHA256SUMS" -sigfile "$here/SHA256SUMS.sig" >/dev/null 2>&1
  else
    "$app/deploy/bin/node" "$app/deploy/archive/check.mjs" signature "$1" "$here/SHA256SUMS" "$here/SHA256SUMS.sig"
  fi
}

verify_signature() {
  kept=$etc/release.pub
  enclosed=$("$app/deploy/bin/node" "$app/deploy/archive/check.mjs" fingerprint "$here/release.pub") ||
    fail '自带的 Node 不能运行，见上一行 / the Node inside does not run here, see the line above' 'Debian, Ubuntu: apt-get install libstdc++6'
  if [ -n "$key" ]; then trusted=$key
  elif [ -e "$kept" ]; then trusted=$kept
  elif [ "$(printf '%s' "$fingerprint" | tr 'A-F' 'a-f' | tr -d ': ')" = "$enclosed" ]; then trusted=$here/release.pub
  else
    [ -z "$fingerprint" ] || fail "指纹不符，这不是供应方的包 / another fingerprint: this archive is not from your supplier: $enclosed"
    fail '第一次安装要核对签名公钥 / the first time the key must be compared' \
      "包内公钥的指纹 / fingerprint of the key enclosed: $enclosed" \
      '与供应方另行告知的一致时 / if your supplier told you the same by another way: sh install --fingerprint <HEX>'
  fi
  [ -e "$trusted" ] || fail "$trusted 不存在 / does not exist"
  check_signature "$trusted" || fail "签名与公钥不符，拒绝安装 / the signature is not of this key, nothing is installed: $trusted" \
    '供应方换了密钥时用 --key 指定新公钥 / if the supplier has a new key, name it with --key'
  say "✓ 签名属实 / signed by the key: $trusted"
}

verify_machine() {
  read -r _ platform <"$here/VERSION"
  case "linux-$(uname -m)" in
  linux-x86_64) mine=linux-x64 ;;
  linux-aarch64) mine=linux-arm64 ;;
  *) mine=linux-$(uname -m) ;;
  esac
  [ "$platform" = "$mine" ] || fail "这个包是 $platform，本机是 $mine / this archive is for $platform, this machine is $mine"
  say "✓ Node $("$app/deploy/bin/node" --version), $platform"
}
