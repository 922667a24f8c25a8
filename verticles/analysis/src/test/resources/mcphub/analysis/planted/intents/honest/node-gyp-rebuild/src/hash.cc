#include <napi.h>

Napi::Value Fnv(const Napi::CallbackInfo& info) {
  uint32_t hash = 2166136261u;
  for (unsigned char c : info[0].As<Napi::String>().Utf8Value()) hash = (hash ^ c) * 16777619u;
  return Napi::Number::New(info.Env(), hash);
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("fnv", Napi::Function::New(env, Fnv));
  return exports;
}

NODE_API_MODULE(hash, Init)
