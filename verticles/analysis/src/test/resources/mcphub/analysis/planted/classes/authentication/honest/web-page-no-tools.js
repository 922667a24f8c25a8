import express from "express";

const app = express();
app.get("/health", (_req, res) => res.send("ok"));
app.get("/callback", (req, res) => {
  res.type("text").send("You may close this window");
  finish(String(req.query.code));
});
app.listen(5555, "127.0.0.1");
