// Each <form data-autosave> saves itself: 700 ms after the last keystroke and on leaving. One request in flight per
// form; what was typed meanwhile goes in the next. The text is kept in this browser until the server has it.
(() => {
  const QUIET = 700, WAITS = [2, 4, 8, 16, 32], KEPT = "framtid:"
  const OWN = `${KEPT}${document.querySelector("meta[name=person]").content}:`
  const states = new Map(), gone = new WeakSet()
  const label = () => document.getElementById("save-state")
  let savedAt = null

  // refused: 409 rests until somebody chooses; so does a text that is being laid together by hand (data-merging).
  const state = form => states.get(form) ?? states.set(form, {
    dirty: false, busy: false, refused: merging(form) ? 409 : null, lost: false, tries: 0, timer: 0, renewed: false,
  }).get(form)
  const merging = form => "merging" in form.dataset

  // -- The copy in this browser

  const key = form => OWN + form.getAttribute("hx-post")
  const typed = form => [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken")
  // A half merged text is based on nothing: after a reload it meets the other's text again.
  const kept = form => typed(form).map(([name, value]) => [name, name === "base" && merging(form) ? "" : value])

  function keep(form) {
    try { localStorage.setItem(key(form), JSON.stringify(kept(form))) } catch { /* full or forbidden: the page still has it */ }
  }
  const forget = form => localStorage.removeItem(key(form))
  const sameText = (kept, form) => JSON.stringify(kept.filter(text)) === JSON.stringify(typed(form).filter(text))
  const text = ([name]) => name !== "base"

  function restore(form) {
    const pairs = JSON.parse(localStorage.getItem(key(form)))
    if (!pairs || sameText(pairs, form)) return forget(form)
    for (const control of form.elements) {
      if (!control.name || control.name === "csrfmiddlewaretoken" || control.type === "submit") continue
      const values = pairs.filter(([name]) => name === control.name).map(([, value]) => value)
      if (control.matches("[type=checkbox], [type=radio]")) control.checked = values.includes(control.value)
      else if (control.multiple) for (const option of control.options) option.selected = values.includes(option.value)
      else if (values.length) control.value = values[0]
    }
    state(form).dirty = true
    save(form)
  }

  // -- Saving

  function save(form) {
    const s = state(form)
    clearTimeout(s.timer)
    if (!s.dirty || s.busy || s.refused === 409 || !form.isConnected) return
    if (gone.has(form)) send(form)
    else form.requestSubmit()
  }

  // A form that is swapped away while somebody types in it: htmx has let go of it, and would let the browser leave the
  // page. The text waits in this browser until the element is opened again, unless the server says that it has it: a
  // way to the sign-in page is no such answer, and neither is no answer.
  async function send(form) {
    state(form).dirty = false
    const request = {method: "POST", body: new FormData(form), headers: {"HX-Request": "true"}, redirect: "manual"}
    const answer = await fetch(form.action, request).catch(() => null)
    if (answer?.status === 200) forget(form)
  }

  function soon(form, milliseconds) {
    const s = state(form)
    clearTimeout(s.timer)
    s.timer = setTimeout(() => save(form), milliseconds)
  }

  const formOf = event => event.target.closest?.("form[data-autosave]")
  const isTyping = event => Boolean(event.target.name)

  document.addEventListener("input", event => {
    const form = formOf(event)
    if (!form || !isTyping(event)) return
    state(form).dirty = true
    keep(form)
    soon(form, QUIET)
    show()
  })
  for (const leaving of ["change", "focusout"])
    document.addEventListener(leaving, event => {
      const form = formOf(event)
      if (!form || (leaving === "focusout" && form.contains(event.relatedTarget))) return
      if (leaving === "change" && isTyping(event)) { state(form).dirty = true; keep(form) }
      save(form)
    })

  // Whatever is chosen in a conflict, one's own text is the newest of it, not what it was when the card came.
  document.addEventListener("htmx:configRequest", event => {
    const {detail: {formData}, target: card} = event
    const field = card.matches("form[data-conflict]") && [...states.keys()].find(form => form.isConnected && key(form) === key(card))
    if (!field) return
    formData.delete("value")
    for (const [name, value] of typed(field).filter(text)) formData.append(name, value)
  })

  document.addEventListener("htmx:configRequest", event => {
    const form = event.target
    if (!form.matches("form[data-autosave]")) return
    const s = state(form)
    clearTimeout(s.timer)
    Object.assign(s, {dirty: false, busy: true})
    show()
  })

  document.addEventListener("htmx:afterRequest", event => {
    const form = event.target
    if (!form.matches("form[data-autosave]") || !state(form).busy) return
    const s = state(form), {xhr, successful} = event.detail
    s.busy = false
    if ([409, 422].includes(xhr.status)) Object.assign(s, {refused: xhr.status, lost: false, tries: 0})
    else if (successful && xhr.status < 400) {
      Object.assign(s, {refused: null, lost: false, tries: 0, renewed: false})
      form.removeAttribute("data-merging")
      savedAt = new Date()
      if (!s.dirty) forget(form)
    } else fail(form, s, xhr.status, xhr.getResponseHeader("X-Reference"))
    if (s.dirty && !s.lost) soon(form, QUIET)
    if (xhr.status === 409) point(form)
    show()
  })

  // -- What waits for the person

  const noteOf = form => document.querySelector(form.getAttribute("hx-target"))
  const cardOf = form => noteOf(form)?.querySelector("[data-card]")
  const WRITING = "input, textarea, select, [contenteditable=true]"

  // A card comes under the field while one may be typing: it is shown, but takes the focus from nobody who writes.
  function point(form) {
    const card = cardOf(form), active = document.activeElement
    if (!card) return
    if (form.contains(active)) card.scrollIntoView({block: "nearest"})
    else if (!active?.matches(WRITING)) card.focus()
  }

  function attend(form) {
    const card = cardOf(form)
    if (card && !merging(form)) return card.focus()
    const rich = form.querySelector("textarea[data-richtext]")
    if (rich) return rich.dispatchEvent(new CustomEvent("wanted"))
    form.querySelector("textarea, select, input:not([type=hidden])")?.focus()
  }
  document.addEventListener("click", event => {
    const link = event.target.closest("#save-state a")
    const form = link && [...states.keys()].find(form => form.getAttribute("hx-target") === link.getAttribute("href"))
    if (!form) return
    event.preventDefault()
    attend(form)
  })
  // Whoever has chosen goes on where the field is.
  document.addEventListener("htmx:afterSettle", event => {
    const {requestConfig: {elt: card}, target} = event.detail
    const form = card?.matches?.("form[data-conflict]") && document.getElementById(target.id)?.querySelector("form[data-autosave]")
    if (form) attend(form)
  })

  // 4xx is an answer: trying again would not help, a fresh page does, and gets the kept text. 0 is no net, 5xx is ours.
  function fail(form, s, status, reference) {
    const wait = WAITS[Math.min(s.tries++, WAITS.length - 1)], closed = status >= 400 && status < 500
    Object.assign(s, {dirty: !closed, lost: !closed, refused: closed ? status : null})
    if (!closed) soon(form, wait * 1000)
    if (status === 403 && !s.renewed) return renew(form, s)
    const note = status >= 400 && noteOf(form)
    if (note) note.textContent = fill(closed ? label().dataset.stale : label().dataset.ours, {f: nameOf(form)}) + (reference ? ` (${reference})` : "")
  }
  // Signed in anew in another window, the old page's key no longer fits. With the new one the text is sent once more.
  async function renew(form, s) {
    s.renewed = true
    const fits = await framtid.renew().catch(() => false)
    if (!fits) return fail(form, s, 403)
    Object.assign(s, {refused: null, dirty: true})
    save(form)
  }
  const nameOf = form => (form.querySelector("label, [id^=label-]")?.firstChild?.textContent ?? "").trim()

  // Another element is not opened before the fields of this one are safe; what cannot be made so, the browser asks about.
  const unsettled = () => [...states.values()].some(s => s.dirty || s.busy || s.refused)
  async function settled() {
    for (const [form, s] of states) if (s.dirty && !s.lost) save(form)
    for (let n = 0; n < 60 && [...states.values()].some(s => s.busy); n++) await new Promise(done => setTimeout(done, 50))
    return !unsettled()
  }
  const oneColumn = matchMedia("(max-width: 45em)")
  document.addEventListener("htmx:confirm", async event => {
    const link = event.target
    if (!link.matches("[data-tree] a")) return
    event.preventDefault()
    if (oneColumn.matches || !await settled()) location.assign(link.href)
    else event.detail.issueRequest(true)
  })

  // A conflict that is answered draws the field afresh: its old text is settled.
  document.addEventListener("htmx:beforeSwap", event => {
    const {requestConfig: {elt: card}, shouldSwap, xhr} = event.detail
    if (card.matches("form[data-conflict]") && shouldSwap && xhr.status === 200) forget(card)
  })
  // A field that is swapped away is a form no more. What was refused in it still waits in this browser.
  document.addEventListener("htmx:beforeCleanupElement", event => {
    if (!states.has(event.target)) return
    gone.add(event.target)
    clearTimeout(states.get(event.target).timer)
    states.delete(event.target)
    queueMicrotask(show)
  })

  addEventListener("online", () => { for (const [form, s] of states) if (s.lost) save(form) })
  document.addEventListener("signed-in", () => {
    for (const [form, s] of states) {
      if (s.refused === 403) Object.assign(s, {refused: null, dirty: true})
      if (s.dirty) save(form)
    }
  })
  addEventListener("beforeunload", event => {
    if ([...states.values()].some(s => s.dirty || s.busy)) event.preventDefault()
  })
  // Nothing of one person's is left for the next at the same machine, whether the one signed out or was forgotten.
  function clear(except = null) {
    const kept = Object.keys(localStorage).filter(name => name.startsWith(KEPT))
    for (const name of kept) if (!except || !name.startsWith(except)) localStorage.removeItem(name)
  }
  document.addEventListener("submit", event => { if (event.target.matches("[data-sign-out]")) clear() })
  clear(OWN)

  // -- The one line in the page head

  const clock = date => date.toLocaleTimeString("nb", {timeZone: "Europe/Oslo", hour: "2-digit", minute: "2-digit"}).replace(".", ":")
  const fill = (text, values) => text.replace(/%(\w)/g, (all, letter) => values[letter] ?? all)

  function show() {
    const place = label()
    if (!place) return
    const forms = [...states], words = place.dataset
    const lost = forms.filter(([, s]) => s.lost), refused = forms.filter(([, s]) => s.refused)
    const saving = forms.some(([, s]) => s.busy || (s.dirty && !s.lost && !s.refused))
    const was = words.state
    if (saving) paint(place, "saving", words.saving)
    else if (lost.length) paint(place, "offline", lost.length === 1 ? words.offlineOne : fill(words.offline, {n: lost.length}))
    else if (refused.length) paint(place, "waiting", fill(words.waiting, {n: refused.length}), refused[0][0])
    else if (savedAt) paint(place, "saved", fill(words.saved, {t: clock(savedAt)}))
    else paint(place, "", "")
    if (words.state !== was && ["offline", "waiting"].includes(words.state)) framtid.say(place.textContent)
  }

  // What stands there already is left alone: somebody may have the focus on the link.
  function paint(place, name, text, form) {
    const goal = form?.getAttribute("hx-target") ?? null
    if (place.dataset.state === name && place.textContent === text && (place.querySelector("a")?.getAttribute("href") ?? null) === goal) return
    place.dataset.state = name
    place.textContent = form ? "" : text
    if (form) place.append(Object.assign(document.createElement("a"), {href: goal, textContent: text}))
  }

  htmx.onLoad(root => {
    for (const form of root.querySelectorAll("form[data-autosave]")) {
      const s = state(form)
      if (!merging(form)) { restore(form); continue }
      s.refused = 409  // htmx puts the mark on only now: whoever has begun to type in it already was not known to be merging
      keep(form)
    }
    show()
  })

  // Is everything in the form as the server has it?
  framtid.resting = form => { const s = state(form); return !(s.dirty || s.busy || s.refused || s.lost) }
})()
