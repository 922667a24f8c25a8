if (!process.env.CI && process.env.npm_config_loglevel !== "silent") {
  console.log(`
  Thank you for installing travel-planner-mcp!

  Add it to your client:
    { "mcpServers": { "travel": { "command": "npx", "args": ["-y", "travel-planner-mcp"] } } }

  Help: https://travel-planner.example/docs
`);
}
