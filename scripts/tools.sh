# What the scripts share: refusing, and finding JDK 17 and Maven. Sourced, not run.

refuse() {
  printf '%s: %s\n' "$(basename "$0")" "$1" >&2
  exit 2
}

# The major version that a Java tool reports; nothing where it is not there.
major() {
  "$1" -version 2>&1 | sed -n 's/^[a-z]* \(version "\)\{0,1\}\([0-9]*\).*/\2/p' | head -n 1
}

# Checks that a Java tool is there in version 17, and prints its path: tool NAME
tool() {
  local path=${JAVA_HOME:+$JAVA_HOME/bin/}$1 found
  found=$(major "$path") || true
  [ "$found" = 17 ] || refuse "JDK 17 is needed, and $path is ${found:-not there}.
Install it (Debian: apt-get install openjdk-17-jdk maven) and let JAVA_HOME name its folder."
  printf '%s\n' "$path"
}

# Checks for all that a build takes.
require_build_tools() {
  tool java >/dev/null
  tool javac >/dev/null
  command -v mvn >/dev/null || refuse "Maven is needed, and there is no mvn.
Install it (Debian: apt-get install maven)."
}
