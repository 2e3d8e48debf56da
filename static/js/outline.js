// What is shown of the outline: the words in the box, a ready-made filter among them, and whose elements. All of it is
// done here, on the rows that are there; what matches is shown with all that stands above it.
(() => {
  const {focus, idOf, items, parentOf, place, refold, shown, tree, words} = framtid.tree
  const SCOPE = "framtid:scope:"
  const byId = id => document.getElementById(id)
  const tools = byId("outline-tools"), box = byId("outline-filter"), ready = byId("outline-filters")
  if (!tools || !tree()) return
  const low = text => text.toLocaleLowerCase("nb").replace(/[«»"]/g, "").trim()
  const flags = [...ready.querySelectorAll("[data-flag]")]
  const phrases = flags.map(button => [low(button.querySelector(".grow").textContent), button.dataset.flag])
  let timer

  // «uten ansvarlig sykkel» → the flag a, and the word sykkel.
  function understood(text) {
    let rest = low(text)
    const wanted = []
    for (const [phrase, flag] of phrases)
      if (` ${rest} `.includes(` ${phrase} `)) {
        wanted.push(flag)
        rest = ` ${rest} `.replace(` ${phrase} `, " ").trim()
      }
    return {wanted, sought: rest.split(/\s+/).filter(Boolean)}
  }

  const code = item => `t-${item.dataset.n.padStart(4, "0")}`
  const said = item => `${low(words(item))} ${code(item)} ${place(item)} ${low(item.querySelector(":scope > .node .kind").title)}`
  const flagsOf = item => item.querySelector(":scope > .node > .marks")?.dataset.f ?? ""
  const scope = () => tools.querySelector("[name=scope]:checked")?.value ?? ""
  const inScope = item => ({"": true, shared: !item.dataset.c})[scope()] ?? item.dataset.c === scope()

  function apply(aloud = false) {
    const {wanted, sought} = understood(box.value), busy = wanted.length + sought.length > 0, narrow = busy || scope() !== ""
    const was = tree().hasAttribute("data-filtered")
    tree().toggleAttribute("data-filtered", narrow)
    if (!narrow && was) refold()
    const seen = new Set()
    let found = 0
    for (const item of items()) {
      const hit = inScope(item) && wanted.every(flag => flagsOf(item).includes(flag)) && sought.every(word => said(item).includes(word))
      item.classList.toggle("found", hit && busy)
      if (!hit) continue
      found++
      for (let p = item; p && !seen.has(p); p = parentOf(p)) seen.add(p)
    }
    for (const item of items()) {
      item.hidden = narrow && !seen.has(item)
      if (narrow && !item.hidden && item.hasAttribute("aria-expanded")) item.setAttribute("aria-expanded", "true")
    }
    const current = framtid.tree.current()
    if (!current || framtid.tree.hidden(current)) framtid.tree.rove(shown()[0])
    clearTimeout(timer)
    if (aloud) timer = setTimeout(() => framtid.say(narrow ? (found ? tools.dataset.found.replace("%n", found) : tools.dataset.none) : tools.dataset.all), 300)
    tree().toggleAttribute("data-empty", narrow && !found)
    byId("outline-none").hidden = !(narrow && !found)
  }

  function count() {
    for (const button of flags) {
      const n = items().filter(item => flagsOf(item).includes(button.dataset.flag)).length
      button.hidden = n === 0
      button.querySelector("[data-count]").textContent = n
    }
  }

  box.addEventListener("input", () => apply(true))
  box.addEventListener("keydown", event => {
    if (event.key === "ArrowDown") { event.preventDefault(); focus(shown()[0]) }
    if (event.key === "Escape" && box.value) { event.preventDefault(); clear() }
  })
  function clear() {
    box.value = ""
    apply(true)
  }
  ready.addEventListener("click", event => {
    const chosen = event.target.closest("[data-flag]")
    if (!chosen) return
    box.value = chosen.querySelector(".grow").textContent
    ready.hidePopover()
    box.focus()
    apply(true)
  })
  ready.addEventListener("beforetoggle", event => {
    if (event.newState !== "open") return
    const at = box.parentElement.getBoundingClientRect()
    Object.assign(ready.style, {top: `${at.bottom + 4}px`, left: `${at.left}px`, minWidth: `${at.width}px`})
  })
  tools.addEventListener("change", event => {
    if (event.target.name !== "scope") return
    sessionStorage.setItem(SCOPE + tree().dataset.root, scope())
    apply(true)
  })
  document.addEventListener("tree:above", () => box.focus())
  // Somebody is led to a row that is filtered out: the filter gives way.
  document.addEventListener("tree:reveal", () => {
    box.value = ""
    const all = tools.querySelector("[name=scope][value='']")
    if (all) { all.checked = true; sessionStorage.removeItem(SCOPE + tree().dataset.root) }
    apply()
  })
  document.addEventListener("tree:drawn", () => { count(); apply() })
  // A row's marks come with what was saved beside the outline.
  document.addEventListener("htmx:oobAfterSwap", ({detail: {target}}) => { if (target.matches(".marks")) { count(); apply() } })

  const kept = sessionStorage.getItem(SCOPE + tree().dataset.root)
  const choice = kept && tools.querySelector(`[name=scope][value="${CSS.escape(kept)}"]`)
  if (choice) choice.checked = true
  tools.hidden = false
  count()
  apply()
})()
