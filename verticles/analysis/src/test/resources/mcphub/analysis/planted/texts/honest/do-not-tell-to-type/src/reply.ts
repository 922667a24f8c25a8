export interface Pending {
  title: string;
  running: boolean;
}

/** What the model is told about an action that waits for the user. */
export function describe(pending: Pending): string {
  return pending.running
    ? `Already under way: ${pending.title}. Nobody has to agree to it any more, so do not tell the user that there is something to confirm.`
    : `Waiting: ${pending.title}. The app has buttons for yes and no; do not tell the user to write "yes" here, and do not act as if it were done.`;
}
