import os
import stat
import subprocess

os.chmod("key", stat.S_IRUSR | stat.S_IWUSR)
os.chmod("run.sh", 0o755)
os.chmod("data", 0o770)
subprocess.run(["chmod", "+x", "run.sh"])
os.setuid(1000)
