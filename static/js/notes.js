// What a learner ticks or writes for themself is written down on the device at every keystroke, sent a moment later, and
// struck off when the server has it: a lost connection or session loses nothing.
(() => {
  const KEY = "greenroom-notes";
  const PERSON = document.body.dataset.person;
  const SETTLE_MS = 800;
  const RETRY_MS = 15000;
  const CLOSED_MS = 30 * 24 * 3600 * 1000; // a module closed for a month is not coming back
  const KEPT = "It is kept on this device";
  let memory = []; // where storage is switched off, notes live as long as the page
  let sending = false;
  let again = false;
  let timer = 0;

  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(KEY)) || [];
    } catch {
      return memory;
    }
  };

  const write = (entries) => {
    memory = entries;
    try {
      localStorage.setItem(KEY, JSON.stringify(entries));
    } catch {
      return;
    }
  };

  const mine = () => read().filter((entry) => entry.person === PERSON);
  const sameNote = (one, other) => one.person === other.person && one.url === other.url && one.block === other.block;
  // Written on while it was under way: then what was sent is not the last word.
  const strike = (entry) => write(read().filter((one) => !(sameNote(one, entry) && one.written === entry.written)));

  const formOf = (entry) =>
    [...document.querySelectorAll("form[data-note]")].find(
      (form) => form.dataset.note === entry.block && form.getAttribute("action") === entry.url,
    );

  const tell = (entry, state, problem = "", link = null) => {
    const form = formOf(entry);
    if (!form) return;
    const line = form.querySelector("[data-note-state]");
    line.replaceChildren(state);
    if (link) line.append(" ", Object.assign(document.createElement("a"), { href: link, textContent: "Sign in and keep it" }));
    form.querySelector("[data-note-problem]").textContent = problem;
  };

  const put = (entry) => {
    const form = formOf(entry);
    if (!form) return;
    const values = new Map(entry.fields.map(([name, value]) => [`${name} ${value}`, value]));
    for (const input of form.querySelectorAll("input[type=checkbox]")) input.checked = values.has(`${input.name} ${input.value}`);
    const text = form.querySelector("textarea");
    if (text) text.value = entry.fields.find(([name]) => name === "text")?.[1] ?? text.value;
  };

  const post = (entry) => {
    const body = new FormData();
    for (const [name, value] of entry.fields) body.append(name, value);
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";
    const headers = { Accept: "application/json", "X-CSRFToken": token, "X-Greenroom-Person": entry.person };
    return fetch(entry.url, { method: "POST", body, headers, credentials: "same-origin", redirect: "error", keepalive: true });
  };

  // Returns whether to go on with the next note.
  const send = async (entry) => {
    const response = await post(entry);
    if (response.ok) {
      strike(entry);
      tell(entry, "Kept.");
    } else if (response.status === 401) {
      const told = await response.json();
      tell(entry, `You are signed out. ${KEPT}.`, "", `${told.login}?next=${encodeURIComponent(location.pathname)}`);
      return false;
    } else if (response.status === 422) {
      tell(entry, `${KEPT}.`, (await response.json()).message);
    } else if (response.status === 404) {
      tell(entry, `This module is not open just now. ${KEPT}.`);
      if (Date.now() - entry.written > CLOSED_MS) strike(entry);
    } else {
      tell(entry, `The server did not take it just now. ${KEPT} and is sent again in a moment.`);
    }
    return true;
  };

  const flush = async () => {
    again = sending;
    if (sending || !PERSON) return;
    sending = true;
    try {
      for (const entry of mine()) {
        if (!(await send(entry))) break;
      }
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // fetch reports a lost connection as a TypeError
      for (const entry of mine()) tell(entry, `No connection. ${KEPT} and is sent as soon as you are back.`);
    } finally {
      sending = false;
    }
    if (again) flush();
  };

  const note = (form) => {
    const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    const entry = { person: PERSON, url: form.getAttribute("action"), block: form.dataset.note, written: Date.now(), fields };
    write([...read().filter((one) => !sameNote(one, entry)), entry]);
    tell(entry, "");
  };

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(flush, SETTLE_MS);
  };

  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-note]");
    if (!form) return;
    note(form);
    soon();
  });

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-note]");
    if (!form) return;
    event.preventDefault();
    note(form);
    flush();
  });

  const resend = () => {
    if (mine().length) flush();
  };

  addEventListener("online", resend);
  addEventListener("focus", resend);
  addEventListener("pageshow", resend);
  addEventListener("pagehide", resend);
  setInterval(resend, RETRY_MS);
  for (const entry of mine()) put(entry);
})();
