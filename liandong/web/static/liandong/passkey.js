// Passkeys: a button [data-passkey] asks the browser for one, lays it into its form and sends that.
import { $$, words } from './dom.js';
import { say } from './toasts.js';

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const named = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

const create = async ({ publicKey: it }) => navigator.credentials.create({ publicKey: {
  ...it, challenge: bytes(it.challenge), user: { ...it.user, id: bytes(it.user.id) }, excludeCredentials: named(it.excludeCredentials),
  authenticatorSelection: { ...it.authenticatorSelection, residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
} });
const get = async ({ publicKey: it }) => navigator.credentials.get({ publicKey: {
  ...it, challenge: bytes(it.challenge), allowCredentials: named(it.allowCredentials),
} });

const plain = (key) => ({
  id: key.id, rawId: text(key.rawId), type: key.type, authenticatorAttachment: key.authenticatorAttachment,
  clientExtensionResults: key.getClientExtensionResults(),
  response: Object.fromEntries(['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']
    .filter((name) => key.response[name]).map((name) => [name, text(key.response[name])])),
});

// what a passkey answers to these options, as text
export const proof = async (asked) => JSON.stringify(plain(await get(asked)));

const options = async (button) => {
  if (button.dataset.options) return JSON.parse(button.dataset.options);
  const answer = await fetch(button.dataset.from, { headers: { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest' } });
  if (!answer.ok) throw new Error(answer.status);
  return (await answer.json()).request_options;
};

const ask = async (button) => {
  const form = button.form;
  button.setAttribute('aria-busy', 'true');
  try {
    const key = await (button.dataset.passkey === 'create' ? create : get)(await options(button));
    form.elements.credential.value = JSON.stringify(plain(key));
    form.noValidate = true; // the password beside it need not be typed
    form.requestSubmit();
  } catch {
    say(button.dataset.failed || words().offline, 'error');
  } finally {
    button.removeAttribute('aria-busy');
  }
};

$$('[data-passkey]').forEach((button) => {
  if (!window.PublicKeyCredential) { button.disabled = true; button.title = button.dataset.failed; return; }
  button.addEventListener('click', () => ask(button));
});
