#!/usr/bin/env bash
# Installs the packages Stint is built, run and tested with. Sourced by run.sh and test.sh; may be run by itself:
#   packaging/install.sh [--tests] [--list]
# On Debian 12 it installs what is missing (as root, or with sudo) and does nothing when all is there. On other systems
# it names what is needed and goes on when the tools are found.

build_packages=(
    cmake ninja-build g++ pkg-config ccache
    qt6-base-dev qt6-declarative-dev qt6-declarative-dev-tools qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    qt6-svg-dev libgl-dev libssl-dev libcli11-dev libexpected-dev
    libmd4c-dev libgraphviz-dev)
runtime_packages=(
    libqt6svg6 qt6-wayland fonts-inter
    qml6-module-qtquick qml6-module-qtquick-controls qml6-module-qtquick-layouts qml6-module-qtquick-templates
    qml6-module-qtquick-window qml6-module-qtquick-shapes qml6-module-qtqml qml6-module-qtqml-models
    qml6-module-qtqml-workerscript)
test_packages=(
    qml6-module-qttest xvfb xauth clang-14 libclang-rt-14-dev llvm-14 clang-format-14 clang-tidy-14
    python3 python3-dbus netcat-openbsd zsh fish at-spi2-core dbus-daemon)
# SQLCipher 4.6 or newer; Debian 12 has it in its backports only.
sqlcipher_packages=(libsqlcipher-dev libsqlcipher1)
sqlcipher_least=4.6

say() { printf '%s\n' "$*" >&2; }

# The packages of "$@" that dpkg does not have.
missing_packages() {
    local installed
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null |
        awk '$1 == "installed" { print $2 }') || true
    printf '%s\n' "$@" | grep -vxF -e "$installed" || true
}

sqlcipher_is_new() {
    local version
    version=$(dpkg-query -W -f '${db:Status-Status} ${Version}' libsqlcipher-dev 2>/dev/null) || return 1
    [[ $version == "installed "* ]] && dpkg --compare-versions "${version#installed }" ge "$sqlcipher_least"
}

# Writes the apt source of the suite "$2" next to the one this machine already has for the suite "$1": same address,
# same keys, whether that source is a deb822 stanza or a one-line entry.
derive_source() {
    local files=(/etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources) file
    for file in "${files[@]}"; do
        [[ -r $file ]] || continue
        case $file in
        *.sources) awk -v suite="$1" -v wanted="$2" '
            BEGIN { RS = "" ; FS = "\n" }
            {
                split("", field); name = ""
                for (i = 1; i <= NF; i++) {
                    if ($i ~ /^#/) continue
                    if ($i ~ /^[ \t]/) { field[name] = field[name] "\n" $i; continue }
                    name = tolower(substr($i, 1, index($i, ":") - 1))
                    value = substr($i, index($i, ":") + 1); sub(/^[ \t]+/, "", value)
                    field[name] = value
                }
                gsub(/[ \t\n]+/, " ", field["suites"]); gsub(/[ \t\n]+/, " ", field["types"])
                if ((" " field["suites"] " ") !~ (" " suite " ") || (" " field["types"] " ") !~ / deb /) next
                if (tolower(field["enabled"]) ~ /^(no|false|off|0)/) next
                split(field["uris"], uri, /[ \t\n]+/)
                printf "Types: deb\nURIs: %s\nSuites: %s\nComponents: main\n", uri[1] == "" ? uri[2] : uri[1], wanted
                if ("signed-by" in field) printf "Signed-By: %s\n", field["signed-by"]
                found = 1; exit
            }
            END { exit !found }' "$file" && return 0 ;;
        *) awk -v suite="$1" -v wanted="$2" '
            $1 != "deb" { next }
            {
                signed = ""; at = 2
                if ($2 ~ /^\[/) {
                    for (; at <= NF; at++) {
                        option = $at; gsub(/^\[|\]$/, "", option)
                        if (option ~ /^signed-by=/) { signed = substr(option, 11); gsub(/,/, " ", signed) }
                        if ($at ~ /\]$/) { at++; break }
                    }
                }
                if ($(at + 1) != suite) next
                printf "Types: deb\nURIs: %s\nSuites: %s\nComponents: main\n", $at, wanted
                if (signed != "") printf "Signed-By: %s\n", signed
                found = 1; exit
            }
            END { exit !found }' "$file" && return 0 ;;
        esac
    done
    return 1
}

backports_configured() {
    apt-get indextargets --no-release-info --format '$(RELEASE)' 2>/dev/null | grep -x bookworm-backports >/dev/null
}

as_root() {
    if [[ $(id -u) == 0 ]]; then
        "$@"
    elif [[ -t 0 ]]; then
        sudo -- "$@"
    else
        sudo -n -- "$@"
    fi
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
        -o Dpkg::Use-Pty=0 "$@" </dev/null >&2
}

install_on_debian12() {
    local missing=("$@") source=/etc/apt/sources.list.d/stint-backports.sources stanza
    if ((${#missing[@]})); then say "missing: ${missing[*]}"; fi
    if ! sqlcipher_is_new; then say "missing: SQLCipher $sqlcipher_least or newer (libsqlcipher-dev from bookworm-backports)"; fi
    if [[ $(id -u) != 0 ]] && ! command -v sudo >/dev/null; then
        say "Run this once as root: $(dirname "${BASH_SOURCE[0]}")/install.sh --tests"
        return 1
    fi
    if ! sqlcipher_is_new && ! backports_configured; then
        if ! stanza=$(derive_source bookworm bookworm-backports); then
            say "apt has no source for bookworm to derive bookworm-backports from."
            return 1
        fi
        say "adding bookworm-backports beside the bookworm source of this machine: $source"
        printf '%s\n' "$stanza" | as_root tee "$source" >/dev/null || return 1
    fi
    as_root apt-get update -q -o Dpkg::Use-Pty=0 </dev/null >&2 || { say "apt-get update failed"; return 1; }
    if ((${#missing[@]})); then apt_install "${missing[@]}" || return 1; fi
    if ! sqlcipher_is_new; then
        apt_install "${sqlcipher_packages[@]/%//bookworm-backports}" || return 1
    fi
    sqlcipher_is_new || { say "SQLCipher is still older than $sqlcipher_least"; return 1; }
}

tools_found() {
    local tool ok=0
    for tool in cmake ninja c++ pkg-config "$@"; do
        command -v "$tool" >/dev/null || { say "not found: $tool"; ok=1; }
    done
    # The .pc file carries the version of SQLite inside; 3.46 is that of SQLCipher 4.6.
    pkg-config --atleast-version=3.46 sqlcipher 2>/dev/null || { say "not found: SQLCipher $sqlcipher_least or newer"; ok=1; }
    return $ok
}

# Makes sure that everything is installed; "$1" = tests adds what the tests need.
ensure_packages() {
    local wanted=("${build_packages[@]}" "${runtime_packages[@]}") tools=() missing
    if [[ ${1:-} == tests ]]; then
        wanted+=("${test_packages[@]}")
        tools=(python3 nc xvfb-run)
    fi
    if [[ $(. /etc/os-release 2>/dev/null && echo "${ID:-} ${VERSION_ID:-}") == "debian 12" ]]; then
        mapfile -t missing < <(missing_packages "${wanted[@]}")
        if ((${#missing[@]} == 0)) && sqlcipher_is_new; then return 0; fi
        install_on_debian12 "${missing[@]}" && return 0
    else
        say "This is not Debian 12, so nothing is installed for you. Stint needs (Debian's names):"
        printf '%s\n' "${wanted[*]} libsqlcipher-dev (>= $sqlcipher_least)" | fold -s -w 100 | sed 's/^/    /' >&2
    fi
    tools_found "${tools[@]}"
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
    set -euo pipefail
    what=
    for argument in "$@"; do
        case $argument in
        --tests) what=tests ;;
        --list)
            printf '%s\n' "${build_packages[@]}" "${runtime_packages[@]}" "${test_packages[@]}" "${sqlcipher_packages[@]}"
            exit 0 ;;
        *) say "usage: packaging/install.sh [--tests] [--list]"; [[ $argument == --help ]] && exit 0; exit 2 ;;
        esac
    done
    ensure_packages $what
fi
