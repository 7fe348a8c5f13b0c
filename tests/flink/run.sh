#!/bin/sh
# Runs one SQL script on Apache Flink: ./run.sh SCRIPT.sql [NAME=VALUE ...]
#   ./run.sh --expressions SETUP.sql IN OUT [NAME=VALUE ...]    asks for the types and values of many expressions
# The first use compiles with Maven, which fetches Flink (about 200 MB, once).
#   FLINK_ORACLE_TARGET  where the build goes (default ~/.cache/weir-flink)
#   FLINK_HEAP           JVM heap (default 2g)
#   FLINK_CLASSPATH      more jars (a connector)
#   FLINK_LOG            Flink's log level on stderr (default OFF)
set -e
here=$(cd "$(dirname "$0")" && pwd)
out=${FLINK_ORACLE_TARGET:-$HOME/.cache/weir-flink}
mkdir -p "$out"
# The stamp is written last, so an interrupted build is made again.
if [ ! -e "$out/stamp" ] || [ "$here/pom.xml" -nt "$out/stamp" ] ||
   [ -n "$(find "$here/src" -name '*.java' -newer "$out/stamp")" ]; then
  (cd "$here" && mvn -q -B -Dbuild.folder="$out" compile dependency:build-classpath \
     -Dmdep.outputFile="$out/classpath.txt" >&2)
  touch "$out/stamp"
fi
main=oracle.RunSql
if [ "$1" = --expressions ]; then
  main=oracle.Expressions
  shift
fi
opens=
for p in java.lang java.net java.io java.nio java.lang.reflect java.text java.time java.util \
         java.util.concurrent java.util.concurrent.atomic java.util.concurrent.locks; do
  opens="$opens --add-opens=java.base/$p=ALL-UNNAMED"
done
exec java -XX:+UseSerialGC -Xmx"${FLINK_HEAP:-2g}" $opens \
  --add-exports=java.base/sun.net.util=ALL-UNNAMED --add-opens=java.base/sun.nio.ch=ALL-UNNAMED \
  -Duser.timezone=UTC -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Doracle.log="${FLINK_LOG:-OFF}" \
  -cp "$out/classes:$(cat "$out/classpath.txt")${FLINK_CLASSPATH:+:$FLINK_CLASSPATH}" "$main" "$@"
