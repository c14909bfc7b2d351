# packages - the one place that knows what coplant needs and how Debian calls it
#
# Read by cli/try.sh and tests/run.sh:  . "$root/cli/packages.sh"; packages_need $packages_build
# Each word is "what to look for:Debian package"; what ends with .h is a header, .a a clang run-time library, .py a module of Python, all
# else a program. What is there already, from wherever it came, is not installed again.

packages_build='cc:gcc stdio.h:libc6-dev cmake:cmake ninja:ninja-build
    glpk.h:libglpk-dev yaml.h:libyaml-dev udunits2.h:libudunits2-dev jansson.h:libjansson-dev
    csv.h:libcsv-dev ldl.h:libsuitesparse-dev ltdl.h:libltdl-dev expat.h:libexpat1-dev'

packages_test='cmocka.h:libcmocka-dev glpsol:glpk-utils cbc:coinor-cbc jsonschema.py:python3-jsonschema yaml.py:python3-yaml'

packages_check='clang:clang libclang_rt.fuzzer.a:libclang-rt-dev clang-format:clang-format clang-tidy:clang-tidy
    cppcheck:cppcheck valgrind:valgrind'

package_found() {
    case $1 in
    *.h) echo "#include <$1>" | cc -E -I/usr/include/udunits2 -I/usr/include/suitesparse -x c - ;;
    *.py) python3 -c "import ${1%.py}" ;;
    *.a) test -e "$(clang -print-file-name="${1%.a}-$(uname -m).a")" || test -e "$(clang -print-file-name="$1")" ;;
    *) command -v "$1" ;;
    esac >/dev/null 2>&1
}

# Installs what is missing of the words given; where it may not, says what to do and ends with status 1.
packages_need() {
    missing=
    for word; do
        package_found "${word%%:*}" || missing="$missing ${word#*:}"
    done
    test -n "$missing" || return 0

    if ! command -v apt-get >/dev/null 2>&1; then
        echo "coplant needs what Debian calls:$missing"
        echo "install them with the package manager of this system, then start again"
        exit 1
    fi >&2

    install="apt-get install -y --no-install-recommends$missing"
    if test "$(id -u)" = 0; then
        as_root=env
    elif sudo -n true 2>/dev/null; then
        as_root='sudo env'
    else
        echo "coplant needs packages that only root may install; run this, then start again:"
        echo "    sudo $install"
        exit 1
    fi >&2

    echo "installing$missing"
    log=$(mktemp)
    set -- $as_root DEBIAN_FRONTEND=noninteractive
    wait_for_others='-o DPkg::Lock::Timeout=120'
    # The second attempt is for package lists that are absent or old.
    if "$@" $install $wait_for_others >"$log" 2>&1 </dev/null ||
        { "$@" apt-get update && "$@" $install $wait_for_others; } >"$log" 2>&1 </dev/null; then
        rm -f "$log"
        return 0
    fi
    {
        cat "$log"
        rm -f "$log"
        echo "the packages could not be installed (the reason stands above); once they are, start again:"
        echo "    sudo $install"
        exit 1
    } >&2
}
