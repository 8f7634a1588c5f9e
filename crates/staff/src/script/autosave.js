// 自動保存: what is typed goes to the server field by field, 2 s after the last key, when a field is left and when the page is
// hidden; never while a word is being composed. 「保存済み」 is said only when the server has said so. Without this script the
// button does the same.
(() => {
  const form = document.getElementById('sheet');
  const state = document.getElementById('state');
  if (!form || !state || !window.fetch) return;
  const ja = document.documentElement.lang === 'ja';
  const say = (a, b) => (ja ? a : b);
  const LONGEST = Number(form.dataset.longest), bytes = new TextEncoder();
  const WAIT = 2000, LOOK = 15000, LONGEST_WAIT = 60000;
  // Answers after which nothing was saved. What else comes may be a proxy's, and proves nothing.
  const REFUSED = [401, 403, 404, 409, 413, 422];
  const fields = new Map();
  let composing = null, version = Number(form.dataset.version), ends = Number(form.dataset.ends), failures = 0, leaving = false;

  const told = (field, words, bad) => {
    const place = document.getElementById(field.anchor + '-s');
    if (!place) return place;
    place.textContent = words;
    place.classList.toggle('bad', Boolean(bad));
    return place;
  };
  // Whether the server may have something else than the field: also where an answer did not come and the old words were typed again.
  const isOpen = (it) => it.box.value !== it.saved || it.unsure.length > 0;
  const dirty = () => [...fields.values()].filter(isOpen);
  const tell = (words, bad) => {
    state.textContent = words;
    state.classList.toggle('bad', Boolean(bad));
  };
  const summary = (at) => {
    const open = dirty();
    const failed = open.filter((it) => it.failed && !it.refused);
    const refused = open.filter((it) => it.refused);
    if (refused.length) tell(say(`保存できていません（${refused.length}項目）。欄の下の説明を見て、直してください`, `Not saved: ${refused.length} fields. See below them what to mend`), true);
    else if (failed.length) tell(say(`保存できていません（${failed.length}項目）。つながりしだい、もう一度保存します`, `Not saved: ${failed.length} fields. Trying again`), true);
    else if (open.length) tell(say('保存していない入力があります', 'Some input is not saved yet'));
    else if (at) tell(say(`${at} 保存済み`, `Saved at ${at}`));
  };
  const key = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join('');

  // How many characters at the end of a text are too many: what is too long is not sent, however often.
  const excess = (text) => {
    let over = text.length * 3 > LONGEST ? bytes.encode(text).length - LONGEST : 0;
    let many = 0;
    for (let at = text.length; over > 0; many += 1) {
      at -= at > 1 && text.codePointAt(at - 2) > 0xffff ? 2 : 1;
      over -= bytes.encode(String.fromCodePoint(text.codePointAt(at))).length;
    }
    return many;
  };
  // The text stays in its field, and is tried again only once it is another.
  const refuse = (field, words) => {
    clearTimeout(field.timer);
    field.failed = field.refused = true;
    told(field, words, true);
    summary();
  };
  const tooLong = (many) => say(`文が長すぎて、保存できません。あと${many}字減らしてください。長い資料は、根拠資料として添付できます`, `This is too long and was not saved: make it ${many} characters shorter, or attach it as evidence`);
  // What is typed on goes on with what was set aside: until it is merged, nobody else's words come into the field.
  const overtaken = (field, answer) => {
    field.aside = true;
    const place = told(field, answer.overtaken + ' ', true);
    const link = document.createElement('a');
    link.href = answer.merge + '#' + field.anchor;
    link.textContent = answer.words;
    place.append(link);
  };
  const done = (field, sent, answer) => {
    failures = 0;
    field.failed = field.refused = false;
    field.name = null;
    field.saved = sent;
    field.unsure = [];
    if (answer.ends) ends = answer.ends;
    if (answer.overtaken) { overtaken(field, answer); return; }
    field.revision.value = answer.shown;
    const words = answer.problem || [answer.echo, answer.notice].filter(Boolean).join('　');
    told(field, words || '', Boolean(answer.problem));
    summary(answer.at);
  };
  const failed = (field, status) => {
    field.failed = true;
    failures += 1;
    if (status === 401) tell(say('サインアウトしています。別のタブでサインインすると、ここの入力はそのまま保存されます', 'You are signed out. Sign in in another tab, and what is typed here will be saved'), true);
    else summary();
    if (!leaving) setTimeout(() => send(field), Math.min(LONGEST_WAIT, 1500 * 2 ** Math.min(failures, 6)));
  };
  // Somebody signed in again in another tab: what is typed here goes on under the new session, where it is the same person's.
  const signedInAnew = (field, answer) => {
    if (answer.who !== form.dataset.who) {
      refuse(field, say('このブラウザーでは、ほかの人がサインインしています。入力した文は保存していません', 'Somebody else is signed in in this browser. What you typed was not saved'));
      return;
    }
    form.elements.token.value = answer.token;
    field.failed = true;
    if (!leaving) setTimeout(() => send(field), 100);
  };
  const send = async (field, options) => {
    clearTimeout(field.timer);
    if (field.sending || field.refused || field.box === composing || !isOpen(field)) return;
    const text = field.box.value;
    const many = excess(text);
    if (many) { refuse(field, tooLong(many)); return; }
    field.name = field.name || key();
    const body = new URLSearchParams({ field: field.id, text, seen: field.revision.value, key: field.name, decided: form.elements.decided.value });
    if (field.saved !== null) body.set('base', field.saved);
    field.unsure.forEach((name) => body.append('after', name));
    const isNew = !field.unsure.includes(field.name);
    if (isNew) field.unsure.push(field.name);
    field.sending = true;
    try {
      const response = await fetch(form.action + '/field', { method: 'POST', body, credentials: 'same-origin', headers: { 'x-meyasu-token': form.elements.token.value }, ...options });
      const kind = response.headers.get('content-type') || '';
      // It said no, and was not asked before: a first time, whose answer was lost, may have been kept.
      if (isNew && REFUSED.includes(response.status)) field.unsure = field.unsure.filter((name) => name !== body.get('key'));
      if (response.ok && kind.startsWith('application/json')) done(field, text, await response.json());
      else if (response.status === 413) refuse(field, say('一度に送れる量を超えているため、保存できません。文を短くしてください', 'This is more than can be sent at once and was not saved: please shorten it'));
      else if (response.status === 403 && kind.startsWith('application/json')) signedInAnew(field, await response.json());
      else if ([403, 404, 409, 422].includes(response.status)) refuse(field, say('保存できませんでした。画面を読み込み直してください（入力した文は写しておいてください）', 'This could not be saved. Copy what you typed, then load the page again'));
      else failed(field, response.status);
    } catch { failed(field, 0); } finally { field.sending = false; }
    if (isOpen(field) && !field.failed) later(field);
  };
  const later = (field) => {
    clearTimeout(field.timer);
    field.timer = setTimeout(() => send(field), WAIT);
  };
  const count = (field) => {
    const limit = Number(field.box.dataset.limit);
    const much = [...field.box.value.replace(/\r\n/g, '\n')].length;
    if (limit && much > limit) told(field, say(`${much}字（目安は${limit}字）`, `${much} characters; about ${limit} were asked for`));
  };

  for (const box of form.querySelectorAll('[name^="f:"]')) {
    const id = box.name.slice(2);
    const field = { id, box, anchor: box.id.replace(/-i$/, ''), saved: 'unsaved' in box.dataset ? null : box.value, unsure: [], revision: form.elements['r:' + id] };
    fields.set(id, field);
    if (field.saved === null) later(field); // What was refused, and stands here again: over which words, the server knows by its revision.
    box.addEventListener('compositionstart', () => { composing = box; clearTimeout(field.timer); });
    box.addEventListener('compositionend', () => { composing = null; later(field); });
    box.addEventListener('input', () => { field.name = null; field.refused = false; summary(); count(field); if (box !== composing) later(field); });
    box.addEventListener('blur', () => { if (composing === box) composing = null; send(field); });
  }
  const all = (options) => dirty().forEach((field) => send(field, options));
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') all({ keepalive: true }); });
  window.addEventListener('pagehide', () => all({ keepalive: true }));
  window.addEventListener('online', () => all());
  window.addEventListener('beforeunload', (event) => { if (!leaving && dirty().length) event.preventDefault(); });
  form.addEventListener('submit', () => { leaving = true; });
  form.addEventListener('keydown', (event) => {
    // Enter in a single line neither sends nor deletes: a word may just have been chosen.
    if (event.key === 'Enter' && event.target.tagName === 'INPUT') event.preventDefault();
  });

  const look = async () => {
    if (document.visibilityState === 'hidden') return;
    const response = await fetch(`${form.action}/live?version=${version}`, { credentials: 'same-origin', headers: { 'x-meyasu-token': form.elements.token.value } }).catch(() => null);
    if (!response || !response.ok) return;
    const news = await response.json();
    version = news.version;
    ends = news.ends;
    const others = document.getElementById('others');
    others.textContent = news.others || '';
    for (const it of news.fields) {
      const field = fields.get(it.field);
      if (!field || field.aside || isOpen(field) || document.activeElement === field.box) continue;
      field.box.value = field.saved = it.text;
      field.revision.value = it.shown;
      told(field, say('ほかの人が書きかえました', 'Changed by somebody else'));
    }
  };
  const others = document.createElement('p');
  others.id = 'others';
  others.className = 'state';
  others.setAttribute('role', 'status');
  state.after(others);
  setInterval(look, LOOK);
  look();
  setInterval(() => {
    const left = ends - Date.now() / 1000;
    if (left < 300 && left > 0 && !dirty().some((it) => it.failed)) tell(say(`あと${Math.ceil(left / 60)}分操作がないとサインアウトします（入力は保存されています）`, `You will be signed out in ${Math.ceil(left / 60)} minutes without use; what you typed is saved`), true);
  }, 30000);
})();
