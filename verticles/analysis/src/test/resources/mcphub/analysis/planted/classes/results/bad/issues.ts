import { server } from "./server.js";

server.tool("get_issue", { owner: z.string(), repo: z.string(), number: z.number() }, async ({ owner, repo, number }) => {
  const answer = await fetch(`https://api.github.com/repos/${owner}/${repo}/issues/${number}`); // flaw low: anybody writes issues
  const issue = await answer.json();
  return { content: [{ type: "text", text: `# ${issue.title}\n${issue.body}` }] };
});
