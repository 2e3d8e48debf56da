// The outline by keyboard: WAI-ARIA tree with roving tabindex. Here are focus, folding and keys; what the keys do to the
// outline stands in treeacts.js, what is shown of it in outline.js. The focus survives that the outline is drawn afresh.
(() => {
  const ITEM = "[role=treeitem]", FOLDED = "framtid:folded:", LETTERS_OFF = "framtid-letters-off"
  const MOVES = {ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in"}
  const LETTERS = {n: "add", m: "place", c: "comment", "?": "keys"}
  let typed = "", timer, had = null, top = null

  const tree = () => document.querySelector("[data-tree]")
  const parentOf = item => item.parentElement.closest(ITEM)
  const items = () => [...tree()?.querySelectorAll(ITEM) ?? []]
  const link = item => item.querySelector(":scope > .node .t")
  const words = item => link(item)?.textContent.trim() ?? ""
  const place = item => item.querySelector(":scope > .node .code")?.textContent ?? ""
  const idOf = item => item.id.slice("node-".length)
  const isFolded = item => item.getAttribute("aria-expanded") === "false"
  const hidden = item => { for (let p = item; p; p = parentOf(p)) if (p.hidden || (p !== item && isFolded(p))) return true }
  const shown = () => items().filter(item => !hidden(item))
  const current = () => tree()?.querySelector(`${ITEM}[tabindex="0"]`)
  const opened = () => tree()?.querySelector(`${ITEM}[aria-selected=true]`)

  function rove(item) {
    if (!item) return
    for (const other of tree().querySelectorAll(`${ITEM}[tabindex="0"]`)) other.tabIndex = -1
    item.tabIndex = 0
    item.dispatchEvent(new CustomEvent("tree:rove", {bubbles: true}))
  }
  // A row that is folded away or filtered out is brought forth first.
  function focus(item) {
    if (!item) return
    if (hidden(item)) reveal(item)
    rove(item)
    item.focus()
  }
  function reveal(item) {
    for (let p = parentOf(item); p; p = parentOf(p)) if (isFolded(p)) fold(p, false)
    if (hidden(item)) document.dispatchEvent(new CustomEvent("tree:reveal"))
  }

  // -- Folding, remembered for the visit

  const memory = () => FOLDED + (tree().dataset.root ?? location.pathname)
  const folded = () => new Set(JSON.parse(sessionStorage.getItem(memory()) ?? "[]"))
  function fold(item, shut) {
    if (!item.hasAttribute("aria-expanded")) return
    item.setAttribute("aria-expanded", String(!shut))
    if (tree().hasAttribute("data-filtered")) return
    const ids = folded()
    ids[shut ? "add" : "delete"](idOf(item))
    sessionStorage.setItem(memory(), JSON.stringify([...ids]))
  }
  function refold() {
    const shut = folded()
    for (const item of items()) if (item.hasAttribute("aria-expanded")) item.setAttribute("aria-expanded", String(!shut.has(idOf(item))))
    for (let p = opened() && parentOf(opened()); p; p = parentOf(p)) p.setAttribute("aria-expanded", "true")
  }

  // -- Keys

  function find(letter, list, at) {
    clearTimeout(timer)
    timer = setTimeout(() => { typed = "" }, 600)
    typed += letter.toLocaleLowerCase("nb")
    const ring = [...list.slice(at + (typed.length === 1 ? 1 : 0)), ...list]
    focus(ring.find(item => words(item).toLocaleLowerCase("nb").startsWith(typed) || place(item).startsWith(typed)))
  }

  // Single letters may be turned off (WCAG 2.1.4); then they find a row like all the others.
  const letter = key => !typed && !localStorage.getItem(LETTERS_OFF) && LETTERS[key.toLowerCase()]
  const still = event => event.altKey || event.ctrlKey || event.metaKey

  function act(event, item, list) {
    const at = list.indexOf(item), {key} = event, acts = framtid.acts
    if (event.altKey && event.shiftKey && MOVES[key]) acts.step(item, MOVES[key])
    else if ((event.ctrlKey || event.metaKey) && !event.shiftKey && key.toLowerCase() === "z") acts.undo()
    else if (still(event)) return false
    else if (key === "ContextMenu" || (event.shiftKey && key === "F10")) acts.menu(item)
    else if (key === "ArrowDown") focus(list[at + 1])
    else if (key === "ArrowUp") at > 0 ? focus(list[at - 1]) : document.dispatchEvent(new CustomEvent("tree:above"))
    else if (key === "Home") focus(list[0])
    else if (key === "End") focus(list.at(-1))
    else if (key === "ArrowRight") isFolded(item) ? fold(item, false) : focus([...item.querySelectorAll(ITEM)].find(row => !hidden(row)))
    else if (key === "ArrowLeft") item.getAttribute("aria-expanded") === "true" ? fold(item, true) : focus(parentOf(item))
    else if (key === "Enter") link(item).click()
    else if (key === "F2") acts.rename(item)
    else if (key === "Delete") acts.bin(item)
    else if (letter(key) && acts[letter(key)](item) !== false) return true
    else if (key.length === 1 && /\S/.test(key)) find(key, list, at)
    else return false
    return true
  }

  document.addEventListener("keydown", event => {
    const item = event.target.closest?.(`[data-tree] ${ITEM}`)
    if (!item || event.target.matches("input, textarea, select, button")) return
    if (act(event, item, shown())) { event.preventDefault(); event.stopPropagation() }
  })
  document.addEventListener("focusin", event => { if (!event.target.closest?.("[data-tree]")) typed = "" })
  document.addEventListener("click", event => {
    const item = event.target.closest?.(`[data-tree] ${ITEM}`)
    if (!item || event.target.closest("button, input")) return
    if (event.target.closest(".caret")) fold(item, item.getAttribute("aria-expanded") === "true")
    rove(item)
  })
  // Opening another element by htmx leaves the tree as it is, but for the mark on the opened row.
  document.addEventListener("htmx:afterRequest", event => {
    const item = event.detail.successful && event.target.closest?.(`[data-tree] ${ITEM}`)
    if (!item || event.target !== link(item)) return
    for (const other of items()) other.setAttribute("aria-selected", String(other === item))
  })

  document.addEventListener("htmx:beforeSwap", event => {
    if (event.target.id !== "outline") return
    had = document.activeElement?.closest(`[data-tree] ${ITEM}`)?.id
    top = tree()?.scrollTop
  })
  htmx.onLoad(root => {
    if (!root.matches?.("#outline, body") && !root.querySelector?.("[data-tree]")) return
    if (!tree()) return
    refold()
    for (const item of items()) item.tabIndex = -1
    rove(document.getElementById(had) ?? opened() ?? items()[0])
    if (top === null) opened()?.scrollIntoView({block: "nearest"})
    else tree().scrollTop = top
    if (had) document.getElementById(had)?.focus()
    had = null
    document.dispatchEvent(new CustomEvent("tree:drawn"))
  })

  // For whoever has read an answer: htmx settles later, and the focus shall be there then.
  const want = item => { had = item?.id; focus(item) }

  framtid.tree = {want, LETTERS_OFF, ITEM, current, fold, focus, hidden, idOf, items, link, opened, parentOf, place, refold, rove, shown, tree, words}
})()
