#!/bin/sh -eu
# Apache MINA SSHD: sshd-sftp 2.16.0 with sshd-osgi 2.16.0 (as JGit's ssh.apache 7.4.0 brings it), bcprov-jdk18on 1.81, JDK 25.
#
# What happens: with sshd-sftp on the class path, the first FileSystems.newFileSystem(Path) of a process - on any jar or zip file, nothing to do with SSH - sets up
# and starts an SSH client: its thread is there afterwards, its algorithms were probed, BouncyCastle was registered as a security provider.
# What one would expect: that a ZIP file is opened by the ZIP provider, and that others, whose scheme nobody asked for, cost nothing.
# Why: java.nio asks each installed provider in turn whether it can open the path, the service loader instantiates each for that, and the SFTP provider's constructor
# starts its client.
# Output seen: opened in 39 ms without it, in 1,285 ms with it (two slow cores, busy); one thread whose name begins with sshd- remains, and BouncyCastle is registered.
# Why it matters: a program that reads resources out of its own jar at the start pays for SSH at each start. JarFile asks nobody.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.sshd</groupId><artifactId>sshd-sftp</artifactId><version>2.16.0</version>
      <exclusions><exclusion><groupId>org.apache.sshd</groupId><artifactId>*</artifactId></exclusion></exclusions></dependency>
    <dependency><groupId>org.apache.sshd</groupId><artifactId>sshd-osgi</artifactId><version>2.16.0</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-api</artifactId><version>2.0.17</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
    <dependency><groupId>org.bouncycastle</groupId><artifactId>bcprov-jdk18on</artifactId><version>1.81</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=lib
cat > Open.java <<'JAVA'
import java.nio.file.*;
import java.security.Security;
import java.util.zip.*;

public class Open {
    public static void main(String[] args) throws Exception {
        Path zip = Path.of("some.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("a.txt"));
        }
        long began = System.nanoTime();
        FileSystems.newFileSystem(zip).close();
        long ms = (System.nanoTime() - began) / 1_000_000;
        long ssh = Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().startsWith("sshd-")).count();
        System.out.println("opened in " + ms + " ms, ssh threads " + ssh + ", BouncyCastle "
                + (Security.getProvider("BC") != null));
        System.exit(0);
    }
}
JAVA
javac -d . Open.java
without=$(java -cp . Open)
with=$(java -cp ".:lib/*" Open)
echo "without sshd-sftp: $without"
echo "with sshd-sftp:    $with"
case $without in *"ssh threads 0,"*) ;; *) echo "changed: threads without the library" >&2; exit 1 ;; esac
case $with in *"ssh threads 0,"*) echo "changed: no client is started any more" >&2; exit 1 ;; esac
