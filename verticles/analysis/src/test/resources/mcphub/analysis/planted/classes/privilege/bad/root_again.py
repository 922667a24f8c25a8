import os


def privileged(work):
    os.seteuid(0)  # flaw medium: root again
    try:
        return work()
    finally:
        os.seteuid(1000)


privileged(lambda: open("/etc/hosts").read())
