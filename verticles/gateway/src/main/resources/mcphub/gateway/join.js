// The secret stands behind # in the link: browsers send it to nobody, and no log has it.
const token = location.hash.slice(1);
const status = document.querySelector('#status');
const value = id => document.querySelector('#' + id).value;

async function post(path, body, bearer) {
  const headers = {'Content-Type': 'application/json'};
  if (bearer) headers.Authorization = 'Bearer ' + bearer;
  const response = await fetch(path, {method: 'POST', headers, body: JSON.stringify(body)});
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.details ? answer.details.map(d => d.field + ': ' + d.message).join('; ') : answer.message);
  return answer;
}

async function join(account, bearer) {
  const joined = await post('/api/v1/auth/invitations/' + encodeURIComponent(token) + '/accept', account, bearer);
  document.querySelector('#choices').hidden = true;
  history.replaceState(null, '', location.pathname);
  status.textContent = joined.organization
    ? `${joined.email} is now ${joined.role} of ${joined.organization.display_name}.`
    : `${joined.email} can sign in with this password now.`;
}

function on(form, work) {
  document.querySelector(form).addEventListener('submit', async event => {
    event.preventDefault();
    status.textContent = 'One moment …';
    try { await work(); } catch (e) { status.textContent = e.message; }
  });
}

on('#new', () => join({name: value('name'), password: value('fresh')}));
on('#old', async () => {
  const tokens = await post('/api/v1/auth/login', {email: value('email'), password: value('password')});
  await join({}, tokens.access_token);
});
if (!token) status.textContent = 'This link is not whole: open it exactly as it was sent.';
