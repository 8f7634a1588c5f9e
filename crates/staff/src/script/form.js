// 様式の自動保存: the form that the planning section edits goes to the server as a whole, 2 s after the last key and when the page is
// hidden; never while a word is being composed. Without this script the buttons do the same.
(() => {
  const form = document.getElementById('form');
  const state = document.getElementById('form-state');
  if (!form || !state || !window.fetch) return;
  const ja = document.documentElement.lang === 'ja';
  const say = (a, b) => (ja ? a : b);
  const WAIT = 2000, AGAIN = 5000;
  let timer = null, composing = false, sending = false, leaving = false;
  const body = () => {
    const data = new URLSearchParams(new FormData(form));
    data.delete('seen');
    data.delete('token');
    return data.toString();
  };
  // What was refused, and stands here again, is saved nowhere.
  let saved = form.querySelector('[data-unsaved]') ? null : body();
  const tell = (words, bad) => {
    state.textContent = words;
    state.classList.toggle('bad', Boolean(bad));
  };
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  };
  const done = (sent, answer) => {
    saved = sent;
    document.querySelectorAll('input[name="seen"]').forEach((it) => { it.value = answer.revision; });
    tell(answer.said || say(`${answer.at} 保存済み`, `Saved at ${answer.at}`), Boolean(answer.said));
  };
  // Somebody signed in again in another tab: what is typed here goes on under the new session, where it is the same person's.
  const signedInAnew = (answer) => {
    if (answer.who !== form.dataset.who) {
      tell(say('このブラウザーでは、ほかの人がサインインしています。入力した内容は保存していません', 'Somebody else is signed in in this browser. What you typed was not saved'), true);
      return;
    }
    document.querySelectorAll('input[name="token"]').forEach((it) => { it.value = answer.token; });
    later(100);
  };
  async function send(options) {
    clearTimeout(timer);
    if (sending || composing || leaving || body() === saved) return;
    const sent = body();
    const data = new URLSearchParams(new FormData(form));
    data.set('do', 'auto');
    sending = true;
    try {
      const response = await fetch(form.action, { method: 'POST', body: data, credentials: 'same-origin', headers: { 'x-meyasu-token': form.elements.token.value }, ...options });
      const kind = response.headers.get('content-type') || '';
      if (response.ok && kind.startsWith('application/json')) done(sent, await response.json());
      else if (response.status === 403 && kind.startsWith('application/json')) signedInAnew(await response.json());
      else if (response.status === 401) {
        later(AGAIN);
        tell(say('サインアウトしています。別のタブでサインインすると、ここの入力はそのまま保存されます', 'You are signed out. Sign in in another tab, then what is typed here will be saved'), true);
      }
      else tell(say('保存できていません。「保存する」を押すと、理由がわかります', 'Not saved. Press Save to see why'), true);
    } catch {
      tell(say('保存できていません。つながりしだい、もう一度保存します', 'Not saved. Trying again'), true);
      later(AGAIN);
    } finally { sending = false; }
    if (body() !== saved && body() !== sent) later(WAIT);
  }
  if (saved === null) later(WAIT);
  form.addEventListener('compositionstart', () => { composing = true; clearTimeout(timer); });
  form.addEventListener('compositionend', () => { composing = false; later(WAIT); });
  form.addEventListener('input', () => { tell(say('保存していない入力があります', 'Some input is not saved yet')); if (!composing) later(WAIT); });
  form.addEventListener('keydown', (event) => {
    // Enter in a single line neither sends nor moves: a word may just have been chosen.
    if (event.key === 'Enter' && event.target.tagName === 'INPUT') event.preventDefault();
  });
  form.addEventListener('submit', () => { leaving = true; clearTimeout(timer); });
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') send({ keepalive: true }); });
  window.addEventListener('online', () => send());
  window.addEventListener('beforeunload', (event) => { if (!leaving && body() !== saved) event.preventDefault(); });
})();
