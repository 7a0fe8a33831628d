#!/bin/sh
# Certificates from an authority of one's own, for networks without a public one. Needs openssl 1.1.1 or newer, no network.
#   certificates.sh web NAME [NAME …]          authority for phones and desks, certificate of the proxy
#   certificates.sh log NAME[,IP] [NAME …]     authority of the log's cluster, a certificate for each KurrentDB
#   certificates.sh cluster NAME               both, as deploy/compose.cluster.yaml needs them
#   certificates.sh days                       days left of each
# What is there is kept; a certificate with fewer than RENEW_BELOW days is made anew, an authority never.
# Settings: CERTIFICATES (folder), CA_DAYS, DAYS, RENEW_BELOW, PERMIT (domains that the web authority may ever speak for,
# default: the names given), WEB_OWNER and LOG_OWNER (number of the user that reads a key; only root can give it away),
# CA_BITS and BITS (length of keys).
set -eu
umask 077

here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
folder=${CERTIFICATES:-$here/certificates}
ca_days=${CA_DAYS:-3650}
# Phones accept at most 825 days from an authority that a person added, and 398 from then on is what browsers know.
days=${DAYS:-397}
renew_below=${RENEW_BELOW:-30}
ca_bits=${CA_BITS:-3072}
bits=${BITS:-2048}
web_owner=${WEB_OWNER:-101}
log_owner=${LOG_OWNER:-1001}

say() { printf '%s\n' "$*"; }
fail() {
  printf '%s\n' "$*" >&2
  exit 1
}
usage() { fail "$(sed -n '2,10s/^# \{0,3\}//p' "$0")"; }

is_ip() { case $1 in *:*) true ;; *[!0-9.]*) false ;; *.*.*.*) true ;; *) false ;; esac }
is_name() { case $1 in '' | *[!a-zA-Z0-9.*-]* | .* | -* | *..*) false ;; *) true ;; esac }

# DNS:a,IP:b for subjectAltName, from names one an argument.
alternative_names() {
  list=
  for each in "$@"; do
    if is_ip "$each"; then entry=IP:$each
    elif is_name "$each"; then entry=DNS:$each
    else fail "$each 不是域名或地址 / is neither a DNS name nor an address"
    fi
    list=${list:+$list,}$entry
  done
  printf '%s' "$list"
}

# A phone that trusts this authority trusts it for these names and for nothing else in the world.
name_constraints() {
  list='' addresses='excluded;IP:0.0.0.0/0.0.0.0,excluded;IP:0:0:0:0:0:0:0:0/0:0:0:0:0:0:0:0'
  for each in "$@"; do
    case $each in
    *:*) entry=permitted\;IP:$each/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff addresses='' ;;
    *)
      if is_ip "$each"; then entry=permitted\;IP:$each/255.255.255.255 addresses=''
      else entry=permitted\;DNS:${each#'*.'}
      fi
      ;;
    esac
    list=${list:+$list,}$entry
  done
  printf 'critical,%s' "$list${addresses:+,$addresses}"
}

# make_authority FOLDER "common name" [name constraints]
make_authority() {
  if [ -e "$1/private/ca.key" ]; then return; fi
  mkdir -p "$1/private" "$1/public"
  set -- "$1" "$2" "${3:-}"
  openssl req -x509 -newkey "rsa:$ca_bits" -nodes -sha256 -days "$ca_days" -subj "/CN=$2" \
    -addext basicConstraints=critical,CA:TRUE,pathlen:0 -addext keyUsage=critical,keyCertSign,cRLSign \
    ${3:+-addext "nameConstraints=$3"} -keyout "$1/private/ca.key" -out "$1/public/ca.crt" 2>/dev/null ||
    fail "openssl 没能建立根证书 / openssl could not make the authority $1"
  chmod 755 "$1" "$1/public"
  chmod 644 "$1/public/ca.crt"
  say "新根证书 / new authority: $1/public/ca.crt"
}

is_fresh() { [ -e "$1" ] && openssl x509 -in "$1" -noout -checkend $((renew_below * 86400)) >/dev/null; }

# issue AUTHORITY TARGET FILE "common name" "alternative names" USAGES OWNER: TARGET/FILE.key and TARGET/FILE.crt
issue() {
  if is_fresh "$2/$3.crt"; then
    say "还有效，未动 / still valid, kept: $2/$3.crt"
    return
  fi
  mkdir -p "$2"
  draft=$(mktemp -d "$2/new.XXXXXX")
  trap 'rm -rf "$draft"' EXIT INT TERM
  # RSA: KurrentDB reads no other key, and old phones know it. Always a new key, so that a stolen one ends here.
  openssl req -new -newkey "rsa:$bits" -nodes -sha256 -subj "/CN=$4" -keyout "$draft/key" -out "$draft/csr" 2>/dev/null
  printf '%s\n' basicConstraints=critical,CA:FALSE keyUsage=critical,digitalSignature,keyEncipherment \
    "extendedKeyUsage=$6" "subjectAltName=$5" subjectKeyIdentifier=hash authorityKeyIdentifier=keyid >"$draft/ext"
  openssl x509 -req -sha256 -in "$draft/csr" -CA "$1/public/ca.crt" -CAkey "$1/private/ca.key" -days "$days" \
    -set_serial "0x$(openssl rand -hex 16)" -extfile "$draft/ext" -out "$draft/crt" 2>/dev/null
  openssl verify -CAfile "$1/public/ca.crt" "$draft/crt" >/dev/null ||
    fail "$5 不在根证书允许的名称之内 / is not among the names that $1 may speak for (see PERMIT)"
  chmod 400 "$draft/key"
  chmod 644 "$draft/crt"
  if [ "$(id -u)" = 0 ]; then
    chown "$7" "$draft/key"
  else
    say "不是 root：请把 $2/$3.key 交给用户 $7 / not root: give $2/$3.key to user $7 (chown)"
  fi
  mv -f "$draft/key" "$2/$3.key"
  mv -f "$draft/crt" "$2/$3.crt"
  rm -rf "$draft"
  trap - EXIT INT TERM
  chmod 755 "$2"
  say "新证书 / new certificate: $2/$3.crt ($5)"
}

web() {
  [ $# -gt 0 ] || usage
  names=$(alternative_names "$@")
  # shellcheck disable=SC2086 # PERMIT is a list of words
  make_authority "$folder/web-ca" "Changxin $1" "$(name_constraints ${PERMIT:-"$@"})"
  issue "$folder/web-ca" "$folder/web" web "$1" "$names" serverAuth "$web_owner"
  cp "$folder/web-ca/public/ca.crt" "$folder/web/ca.crt"
  chmod 644 "$folder/web/ca.crt"
}

log() {
  [ $# -gt 0 ] || usage
  make_authority "$folder/log-ca" 'Changxin log'
  for each in "$@"; do
    name=${each%%,*}
    if is_ip "$name" || ! is_name "$name"; then fail "$name 不是域名 / is no DNS name: the client refuses addresses"; fi
    # shellcheck disable=SC2046 # a list of words
    names=$(alternative_names $(printf '%s' "$each" | tr , ' '))
    # The nodes know each other by this common name, the same in each certificate, and are clients of each other.
    issue "$folder/log-ca" "$folder/${name%%.*}" node kurrentdb-node "$names" serverAuth,clientAuth "$log_owner"
  done
}

days_left() {
  for file in "$folder"/*/*.crt "$folder"/*/public/ca.crt; do
    [ -e "$file" ] || continue
    ends=$(openssl x509 -in "$file" -noout -enddate)
    left=$((($(date -d "${ends#notAfter=}" +%s) - $(date +%s)) / 86400))
    say "$left $file"
  done
}

command -v openssl >/dev/null || fail '没有 openssl / openssl is missing: apt-get install openssl'
mkdir -p "$folder"
chmod 755 "$folder"
task=${1:-}
[ $# -eq 0 ] || shift
case $task in
web) web "$@" ;;
log) log "$@" ;;
cluster)
  [ $# -gt 0 ] || usage
  web "$@"
  log kurrent-1.internal,172.30.240.11 kurrent-2.internal,172.30.240.12 kurrent-3.internal,172.30.240.13
  ;;
days) days_left ;;
*) usage ;;
esac
