// Who else is here, and what have they done? Asked every ten seconds, and when the focus goes to another field.
// Answers never redraw what somebody writes in: such a field waits, with a quiet word beside it.
(() => {
  const EVERY = 10_000, SOON = 300, MOST = 5
  const box = document.getElementById("presence")
  if (!box) return
  const words = box.dataset
  let since = "", people = [], asking = false, again = false, stopped = false, outlineIsOld = false, timer

  const make = (name, properties, attributes = {}) => {
    const element = Object.assign(document.createElement(name), properties)
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
    return element
  }
  const opened = () => document.querySelector("#workspace > [id^=element-]")?.id.slice("element-".length) ?? ""
  const focused = () => document.activeElement?.closest?.(".fieldbox:has(form[data-autosave])")
  const fieldOf = fieldbox => fieldbox?.id.replace(/^e\d+-/, "") ?? ""
  const boxOf = (element, name) => document.getElementById(`e${element}-${name}`)
  const headers = () => ({...JSON.parse(document.body.getAttribute("hx-headers")), "HX-Request": "true"})

  // -- Asking

  async function ask() {
    if (stopped || document.hidden) return
    if (asking) { again = true; return }
    asking = true
    const element = opened(), body = new URLSearchParams({element, field: fieldOf(focused()), since})
    const answer = await fetch(words.ping, {method: "POST", headers: headers(), body, redirect: "manual"}).catch(() => null)
    // No net and a fault of ours pass. Signed out and shut out do not, before somebody signs in.
    stopped = answer?.type === "opaqueredirect" || [403, 404].includes(answer?.status)
    const said = answer?.ok && await answer.json().catch(() => null)
    asking = false
    if (said) hear(said, element)
    if (again) { again = false; soon() }
  }
  function soon() { clearTimeout(timer); timer = setTimeout(ask, SOON) }

  function hear(said, element) {
    since = said.since
    people = said.people
    outlineIsOld ||= said.outline
    drawPeople()
    if (outlineIsOld) fetchOutline()
    if (element !== opened()) return
    for (const [name, revision] of Object.entries(said.revisions)) freshen(element, name, revision, said.changed[name])
    freshenTables(element, said.tables)
    notify(said.notice)
  }

  // -- Who is here

  const avatar = (person, small) => make("span",
    {className: small ? "av sm here" : "av", textContent: person.initials, title: person.name},
    {"data-color": person.color, role: "img", "aria-label": person.name})

  function drawPeople() {
    const names = people.map(person => person.name).join()
    if (box.dataset.names !== names) {
      box.dataset.names = names
      box.replaceChildren(...people.slice(0, MOST).map(person => avatar(person)))
      if (people.length > MOST) box.append(make("span", {className: "small muted", textContent: `+${people.length - MOST}`}))
    }
    drawWhere()
  }
  function drawWhere() {
    for (const old of document.querySelectorAll(".node > .here, .fieldbox > .writes")) old.remove()
    for (const field of document.querySelectorAll(".fieldbox.written")) field.classList.remove("written")
    for (const person of people) {
      document.querySelector(`#node-${person.element} > .node > .t`)?.after(avatar(person, true))
      const field = person.field && boxOf(person.element, person.field)
      if (!field || field.classList.contains("written")) continue
      field.classList.add("written")
      field.prepend(make("span", {className: "writes", textContent: person.writes}))
    }
  }

  // -- What others have written

  const restingAt = fieldbox => {
    const form = fieldbox.querySelector("form[data-autosave]")
    return form && !fieldbox.contains(document.activeElement) && framtid.resting(form)
  }

  function freshen(element, name, revision, changed) {
    const base = document.getElementById(`base-e${element}-${name}`), fieldbox = boxOf(element, name)
    if (!base || !fieldbox || Number(base.value) >= revision) return
    if (restingAt(fieldbox)) htmx.ajax("GET", base.form.getAttribute("hx-post"), {source: box, target: fieldbox, swap: "outerHTML"})
    else if (fieldbox.contains(document.activeElement)) tell(fieldbox, revision, changed ?? words.changed)
  }
  function tell(fieldbox, revision, text) {
    if (fieldbox.querySelector(`.changed[data-revision="${revision}"]`)) return
    fieldbox.querySelector(".changed")?.remove()
    fieldbox.append(make("p", {className: "changed small muted", textContent: text}, {"data-revision": revision}))
    framtid.say(text)
  }
  // A table waits while somebody is in it, or has the form of a row open, and is asked for when that is over.
  let waiting = {of: "", names: new Set()}
  const tableAt = name => document.getElementById(`table-${name}`)
  const unused = table => !table.contains(document.activeElement) && !table.querySelector(".rowslot > *")

  function freshenTables(element, names) {
    if (waiting.of !== element) waiting = {of: element, names: new Set()}
    for (const name of names) waiting.names.add(name)
    for (const name of waiting.names) {
      const table = tableAt(name)
      if (table && !unused(table)) continue
      waiting.names.delete(name)
      if (table) htmx.ajax("GET", table.dataset.fresh, {source: box, target: table, swap: "outerHTML"})
    }
  }
  // What was begun while the answer was on its way is not drawn over.
  document.addEventListener("htmx:beforeSwap", event => {
    const {requestConfig, target} = event.detail
    if (requestConfig.elt !== box) return
    if (target.matches(".fieldbox") && !restingAt(target)) event.detail.shouldSwap = false
    if (target.matches(".rowblock") && !unused(target)) {
      event.detail.shouldSwap = false
      waiting.names.add(target.id.slice("table-".length))
    }
  })
  // Once a field has been saved it is nobody else's news.
  document.addEventListener("htmx:afterRequest", event => {
    if (event.detail.successful && event.target.matches?.("form[data-autosave]")) event.target.parentElement?.querySelector(".changed")?.remove()
  })

  // -- What others have done to the outline

  async function fetchOutline() {
    const pane = document.getElementById("outline")
    if (!pane || pane.querySelector(":is(input, textarea):focus, details[open], [data-dragging]")) return
    outlineIsOld = false
    await htmx.ajax("GET", `${words.outline}?element=${opened()}`, {source: box, target: pane, swap: "outerHTML show:none"})
    drawWhere()
  }

  function notify(notice) {
    const old = document.getElementById("element-notice")
    if (!notice) { if (old?.dataset.kind === "binned") old.remove(); return }
    if (old?.dataset.key === notice.key) return
    old?.remove()
    const alert = make("div", {id: "element-notice", className: "ds-alert"}, {"data-color": "warning", "data-kind": notice.kind, "data-key": notice.key})
    alert.append(make("p", {textContent: notice.text}), notice.kind === "binned" ? wayBack(notice.url) : make("a", {className: "ds-link", href: notice.url, textContent: words.go}))
    document.querySelector("#workspace .sheet")?.prepend(alert)
    framtid.say(notice.text)
  }
  function wayBack(url) {
    const form = make("form", {method: "post", action: url})
    form.append(make("input", {type: "hidden", name: "csrfmiddlewaretoken", value: headers()["X-CSRFToken"]}))
    form.append(make("button", {className: "ds-button", textContent: words.restore}, {"data-size": "sm"}))
    return form
  }

  // -- When to ask

  let was = ""
  const moved = () => { const now = `${opened()} ${fieldOf(focused())}`; if (now !== was) { was = now; soon() } }
  document.addEventListener("focusin", moved)
  document.addEventListener("focusout", () => setTimeout(moved))
  document.addEventListener("visibilitychange", ask)
  document.addEventListener("htmx:afterSettle", event => { if (event.detail.target?.id === "workspace") { drawWhere(); soon() } })
  document.addEventListener("signed-in", () => { stopped = false; ask() })
  setInterval(ask, EVERY)
  ask()
})()
