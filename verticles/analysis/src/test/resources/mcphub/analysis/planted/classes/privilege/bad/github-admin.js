const authorize = new URL("https://github.com/login/oauth/authorize");
authorize.search = new URLSearchParams({ client_id: process.env.CLIENT_ID, scope: "repo admin:org delete_repo" }).toString(); // flaw medium: rules the organization
console.error(`Open ${authorize}`);
