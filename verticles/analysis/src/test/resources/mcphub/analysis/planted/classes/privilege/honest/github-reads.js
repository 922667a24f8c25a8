const params = new URLSearchParams({ client_id: process.env.CLIENT_ID, scope: "read:org repo:status user:email" });
console.error(`Open https://github.com/login/oauth/authorize?${params}`);
