# python3 scripts/python-ranges.py [RANGES]   prints made-up versions (always the same ones) in one line of JSON, with their order, and then sets of specifiers, a set a line, with the versions that Python's
# packaging finds in it, prereleases among them: a bit a version, four in a hexadecimal digit; null: it is no set of specifiers to it. A version that it cannot read is in none.
# Behind ~= only normal spellings are compared: packaging 26.2 takes the prefix from the text, and finds nothing in "~=v1.0", where PEP 440 reads "~=1.0".
import json
import sys
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

ranges = int(sys.argv[1]) if len(sys.argv) > 1 else 10000
state = 0x2545F491


def below(n):
    """xorshift: the same ranges on every machine"""
    global state
    state ^= (state << 13) & 0xFFFFFFFF
    state ^= state >> 17
    state ^= (state << 5) & 0xFFFFFFFF
    return state % n


def one(options):
    return options[below(len(options))]


def often(percent):
    return below(100) < percent


ODD = ["v1.0", "V1.0", " 1.0 ", "1.0\n", "1.0-1", "1.0-post1", "1.0.POST", "1.0_rev.2", "1.0r4", "1.0c1", "1.0-pre.2", "1.0preview3", "1.0.alpha_1", "1.0-Beta", "1.0RC1", "1.0.dev", "1.0-dev_3", "1.0dev4",
       "1!0.5", "0!1.0", "2!1.0.post1", "1.0+ubuntu.1", "1.0+Ubuntu_1", "1.0+1", "1.0+2", "1.0+10", "1.0+a", "1.0+1.a", "1.0+1.0", "1.0a1+x", "1.0.post1+x", "00.01.002", "1", "1.0", "1.0.0", "1.0.0.0.1", "20240101", "2024.1.1",
       "9007199254740993.0", "123456789012345678901234567890", "1.0a", "1.0b", "1.0rc", "1.0.post", "", "latest", "1..0", "1.", ".1", "1.0.x", "1.0*", "1.0.*", "1.0-", "1.0+", "1.0+a..b", "1.0+_", "1.0a1b2", "1.0.dev1.post1",
       "1.0.post1.post2", "2004d", "0.1dev-r1716", "1.0-alpha-beta", "==1.0", "1 .0", "1,0", "vv1", "v 1", "1.0\u00a0", "1.0\u0661", "1.0.0-0", "1.0.0-beta.1", "-1", "1.0--1", "1!", "!1", "1.0.dev0", "1.0a0.dev0",
       "1.0a1.post1", "1.0a1.post1.dev2", "1.0.post1.dev2", "1.0b2.post345.dev456", "0", "0.0", "0.dev0", "0a0.dev0", "0.0.1"]
SAID = ["", " ", ",", ",,", ">=1.0,", ",>=1.0", "*", "1.0", "=1.0", ">=", "==", ">=1.8,~=1.8.0", "~=1.8,~=1.8.0", "~=1", "~=1.0", "~=1.0.0", "~=1.0a1", "~=1.0.post1", "~=1.0.dev1", "~=1!1.0", "~=1.0+x", "~=1.0.*", "==1.*", "==1.0.*",
        "!=1.0.*", "!=1.*", "==1.0a1.*", "==1.0.post1.*", "==1.0.dev1.*", "==1!1.*", "==1.0+x.*", "==1.*.0", "== 1.0", "==  1.0 ", ">= 1.0 , < 2", "==1.0+ubuntu.1", "!=1.0+ubuntu.1", "==1.0+Ubuntu-1", ">=1.0+x", "<1.0+x", "<=1.0+x", ">1.0+x",
        "===1.0", "=== 1.0", "===1.0.0", "===1.0+UBUNTU.1", "===foo", "===", "===1.0,>=1", "===v1.0", "===1.0 2", "<1.0", "<1.0a1", "<1.0.post1", "<1.0.dev1", "<1.0.post1.dev1", "<=1.0", ">1.0", ">1.0a1", ">1.0.post1", ">1.0.dev1", ">1.0.post1.dev1",
        "<0", "<0.dev0", ">=0.dev0", "<=0", ">0", "==0", "!=0", ">=1.0.*", "<2.*", ">1.*", "^1.2", "~1.2", ">=1.0 <2.0", ">=1.0;<2.0", ">=1.0 || <0.5", "(>=1.0)", ">=1.0,<2.0,!=1.5", ">=latest", "latest", "==1.0.0", "==1.0", "==1", "==01.0", "<>1.0",
        "=>1.0", "=<1.0", "!1.0", "~>1.0", ">=v1.0", ">=V1.0", "==v1.0.*", ">=1.0-1", "==1.0-1", "==1.0-post1", ">=1.0-pre.2", "<1.0RC1", "<=1.0.dev", "==1.0.dev", "!=1.0rc", ">=123456789012345678901234567890", "<123456789012345678901234567891",
        ">=20240101", "==1.0.0.0.*", "==1.0.0.0.0.1", "~=1.0.0.0", "~=0.0", "==0.*", "!=0.*", "==1.\u0661", ">=\u00a01.0", "== \t1.0\n", "===\u00a01.0", ">=1.0,===1.0", "!=1.0,==1.0", "~=1.0,!=1.0.*", "@ https://host/a.whl", "==1.0.post", "==1.0.*,!=1.0.1"]


def number():
    return below(4) if often(75) else below(13) if often(90) else 2024 + below(3)


def spelled(letters):
    return one(["", "", ".", "-", "_"]) + one(letters) + one(["", "", "", ".", "-", "_"]) + (str(below(4)) if often(90) else "")


def version(local=True):
    text = ("%d!" % below(3)) if often(4) else ""
    text += ".".join(str(number()) for _ in range(1 + below(4)))
    if often(25):
        text += spelled(["a", "b", "rc", "rc", "alpha", "beta", "c", "pre", "preview"]) if often(30) else one(["a", "b", "rc"]) + str(below(4))
    if often(15):
        text += spelled(["post", "rev", "r"]) if often(30) else one([".post", "-"]) + str(below(3))
    if often(12):
        text += spelled(["dev"]) if often(30) else ".dev" + str(below(3))
    if local and often(8):
        text += "+" + one(["1", "2", "a", "b", "1.a", "a.1", "cu118", "local-1"])
    return text


VERSIONS = list(dict.fromkeys(ODD + [version() for _ in range(220)]))[:200]


def specifier():
    operator = one(["==", "==", "!=", "~=", "~=", "<=", ">=", ">=", "<", "<", ">", ">", "==="])
    text = one(VERSIONS[len(ODD):]) if often(40) else version(often(30))
    if often(70):
        text = text.split("+")[0]
    if operator in ("==", "!=") and often(35):
        text = ".".join(str(number()) for _ in range(1 + below(3))) + ".*"
    if operator == "~=" and read(text) is not None:
        text = str(Version(text))
    return (one(SAID) if often(4) else operator + (" " if often(10) else "") + text)


def read(text):
    try:
        return Version(text)
    except InvalidVersion:
        return None


def bits(text):
    try:
        found = SpecifierSet(text)
    except InvalidSpecifier:
        return None
    digits = [0] * (len(VERSIONS) // 4 + 1)
    for i, candidate in enumerate(VERSIONS):
        if parsed[i] is not None and found.contains(candidate, prereleases=True):
            digits[i // 4] |= 1 << (i % 4)
    return "".join("%x" % digit for digit in digits).rstrip("0")


parsed = [read(text) for text in VERSIONS]
ranked = sorted(set(found for found in parsed if found is not None))
print(json.dumps({"versions": VERSIONS, "order": [None if found is None else ranked.index(found) for found in parsed]}))
made = dict.fromkeys(SAID)
while len(made) < ranges:
    made[",".join(specifier() for _ in range(one([1, 1, 1, 2, 2, 3])))] = None
for text in list(made)[:ranges]:
    print(json.dumps({"range": text, "in": bits(text)}))
