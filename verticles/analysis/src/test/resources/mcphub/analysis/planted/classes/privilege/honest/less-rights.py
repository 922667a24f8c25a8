import subprocess

subprocess.run(["sudo", "-u", "nobody", "python3", "job.py"])
