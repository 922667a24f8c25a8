#!/bin/sh -eu
# Eclipse Vert.x: vertx-core 5.0.10 (io.vertx), JDK 25; a JDK from 21 on.
#
# What happens: executeBlocking, called in a verticle that is deployed with ThreadingModel.VIRTUAL_THREAD, runs its work on another virtual thread, not on the worker pool. Work that computes
# (a parser, a compressor, an expression that is matched) holds the carrier that it is mounted on: as many of them as there are cores, and no virtual thread of the process goes on,
# whatever it waits for. A named pool (createSharedWorkerExecutor) called in the same verticle has threads of the machine.
# What one would expect: what the documentation calls blocking work goes to the worker pool, in verticles of all kinds; a pool of 20 threads is made and named for it.
# Why: a context of the virtual model has the virtual thread executor as its worker pool, and executeBlocking asks the context.
# Output seen: executeBlocking: virtual; own pool: of the machine.
# Why it matters: heartbeats, leases and timers of verticles on virtual threads stop while a few requests compute, though every one of them was handed to executeBlocking. It does not show with work that only waits.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.vertx</groupId><artifactId>vertx-core</artifactId><version>5.0.10</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib
cat > Where.java <<'JAVA'
import io.vertx.core.*;

public class Where {
    static String thread() {
        return Thread.currentThread().isVirtual() ? "virtual" : "of the machine";
    }

    public static void main(String[] args) throws Exception {
        Vertx vertx = Vertx.vertx();
        var said = Promise.<String>promise();
        vertx.deployVerticle(
                new VerticleBase() {
                    @Override
                    public Future<?> start() {
                        Future<String> usual = vertx.executeBlocking(Where::thread, false);
                        Future<String> own = vertx.createSharedWorkerExecutor("own", 2).executeBlocking(Where::thread, false);
                        return Future.all(usual, own)
                                .onSuccess(all -> said.complete("executeBlocking: " + usual.result() + "; own pool: " + own.result()));
                    }
                },
                new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD));
        System.out.println(said.future().toCompletionStage().toCompletableFuture().get());
        System.exit(0);
    }
}
JAVA
java=${JAVA_HOME:+$JAVA_HOME/bin/}
"${java}javac" -cp "lib/*" -d . Where.java
said=$("${java}java" -cp ".:lib/*" Where 2>/dev/null)
echo "$said"
[ "$said" = "executeBlocking: virtual; own pool: of the machine" ] || { echo "changed" >&2; exit 1; }
