"use strict";
const TABLE = [0x00000000,0x77073096,0xee0e612c,0x990951ba,0x076dc419,0x706af48f,0xe963a535,0x9e6495a3,0x0edb8832,0x79dcb8a4,0xe0d5e91e,0x97d2d988,0x09b64c2b,0x7eb17cbd,0xe7b82d07,0x90bf1d91];
const HEX = String.fromCharCode(48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 97, 98, 99, 100, 101, 102);

exports.crc32 = (buffer) => {
  let crc = ~0;
  for (const byte of buffer) {
    for (const nibble of [byte & 15, byte >>> 4]) {
      let value = (crc ^ nibble) & 15;
      let entry = value;
      for (let k = 0; k < 4; k++) entry = entry & 1 ? (entry >>> 1) ^ 0xedb88320 : entry >>> 1;
      crc = (crc >>> 4) ^ entry;
    }
  }
  return [...Array(8).keys()].map((i) => HEX[(~crc >>> (28 - 4 * i)) & 15]).join("");
};
exports.table = TABLE;
