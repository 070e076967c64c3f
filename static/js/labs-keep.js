// What somebody typed at a desk is kept in this tab until the server has it: through a reload, a session that ran out, a
// button of another form. A field whose content on the server changed meanwhile is left as it came.
(() => {
  const desk = document.querySelector("[data-keep]");
  if (!desk) return;
  const PERSON = `desk ${document.body.dataset.person} `;
  const PLACE = PERSON + desk.dataset.keep;
  const NAMELESS = ["csrfmiddlewaretoken", "client_key", "item"];
  let memory = {}; // where storage is switched off, it lives as long as the page

  const read = () => {
    try {
      return JSON.parse(sessionStorage.getItem(PLACE)) ?? {};
    } catch {
      return memory;
    }
  };

  const write = (forms) => {
    memory = forms;
    try {
      if (Object.keys(forms).length) sessionStorage.setItem(PLACE, JSON.stringify(forms));
      else sessionStorage.removeItem(PLACE);
    } catch {
      return;
    }
  };

  const forgetOthers = () => {
    try {
      for (const name of Object.keys(sessionStorage)) {
        if (name.startsWith("desk ") && !name.startsWith(PERSON)) sessionStorage.removeItem(name);
      }
    } catch {
      return;
    }
  };

  // A form of another step, or of another version, is another form.
  const nameOf = (form) => {
    const hidden = [...form.querySelectorAll("input[type=hidden]")].filter((one) => !NAMELESS.includes(one.name));
    return [form.getAttribute("action") ?? "", ...hidden.map((one) => `${one.name}=${one.value}`)].join(" ");
  };
  const keyOf = (form) => form.querySelector("[name=client_key]")?.value;
  const isTick = (field) => ["radio", "checkbox"].includes(field.type);
  const fieldsOf = (form) =>
    [...form.elements].filter(
      (one) => one.name && one.matches("textarea, select, input:not([type=hidden], [type=file], [type=password])"),
    );
  const nameIn = (field) => (isTick(field) ? `${field.name}=${field.value}` : field.name);
  const value = (field) => (isTick(field) ? field.checked : field.value);
  const atFirst = (field) => {
    if (isTick(field)) return field.defaultChecked;
    if (!field.options) return field.defaultValue;
    return ([...field.options].find((one) => one.defaultSelected) ?? field.options[0])?.value ?? "";
  };

  const keep = (form) => {
    const changed = fieldsOf(form).filter((field) => value(field) !== atFirst(field));
    const forms = read();
    delete forms[nameOf(form)];
    if (changed.length) {
      const fields = Object.fromEntries(changed.map((field) => [nameIn(field), [atFirst(field), value(field)]]));
      forms[nameOf(form)] = { fields };
    }
    write(forms);
  };

  const fill = (field, kept) => {
    if (isTick(field)) field.checked = kept;
    else field.value = kept;
    for (let around = field.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
  };

  const tell = (form) => {
    const line = Object.assign(document.createElement("p"), { className: "notice", textContent: "What you wrote here and did not send is back." });
    line.setAttribute("role", "status");
    form.prepend(line);
  };

  const bringBack = (form, kept) => {
    const missing = fieldsOf(form).filter((field) => {
      const [before, after] = kept[nameIn(field)] ?? [];
      return after !== undefined && before === atFirst(field) && after !== value(field);
    });
    for (const field of missing) fill(field, kept[nameIn(field)][1]);
    if (!missing.length) return;
    tell(form);
    form.dispatchEvent(new Event("change", { bubbles: true }));
  };

  forgetOthers();
  const taken = desk.dataset.taken.split(" ");
  const left = Object.entries(read()).filter(([, form]) => !taken.includes(form.sent));
  write("over" in desk.dataset ? {} : Object.fromEntries(left));

  for (const kind of ["input", "change"]) {
    desk.addEventListener(kind, (event) => {
      if (event.target.form?.method === "post") keep(event.target.form);
      else if (event.target.matches("form[method=post]")) keep(event.target);
    });
  }
  desk.addEventListener("submit", (event) => {
    const forms = read();
    const kept = forms[nameOf(event.target)];
    if (!kept) return;
    kept.sent = keyOf(event.target);
    write(forms);
  });
  for (const form of desk.querySelectorAll("form[method=post]")) {
    const kept = read()[nameOf(form)];
    if (kept) bringBack(form, kept.fields);
  }
})();
