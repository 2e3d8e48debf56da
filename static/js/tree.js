// The outline by keyboard: WAI-ARIA tree with roving tabindex. It moves nothing itself; it asks the server and shows the
// answer. Addresses in data-move, data-bin and data-new are relative to the row's own link.
(() => {
  const ITEM = "[role=treeitem]", FOLDED = "framtid:folded:"
  const MOVES = {ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in"}
  let undo = null, typed = "", timer

  const parentOf = item => item.parentElement.closest(ITEM)
  const items = tree => [...tree.querySelectorAll(ITEM)]
  const link = item => item.querySelector(":scope > .node .t")
  const words = item => link(item).textContent.trim()
  const code = item => item.querySelector(":scope > .node .code")?.textContent ?? ""
  const hidden = item => { for (let p = parentOf(item); p; p = parentOf(p)) if (p.getAttribute("aria-expanded") === "false") return true }
  const shown = tree => items(tree).filter(item => !hidden(item))

  function rove(item) {
    if (!item) return
    for (const other of items(item.closest("[data-tree]"))) other.tabIndex = -1
    item.tabIndex = 0
  }
  function focus(item) {
    if (!item) return
    rove(item)
    item.focus()
  }

  // -- Folding, remembered for the visit

  const memory = tree => FOLDED + (tree.dataset.root ?? location.pathname)
  const folded = tree => new Set(JSON.parse(sessionStorage.getItem(memory(tree)) ?? "[]"))
  function fold(item, shut) {
    if (!item.hasAttribute("aria-expanded")) return
    item.setAttribute("aria-expanded", String(!shut))
    const tree = item.closest("[data-tree]"), ids = folded(tree)
    ids[shut ? "add" : "delete"](item.dataset.id)
    sessionStorage.setItem(memory(tree), JSON.stringify([...ids]))
  }

  // -- Acts

  const address = (item, which) => {
    const path = item.closest("[data-tree]").dataset[which]
    return path && new URL(path, link(item).href).pathname + new URL(path, link(item).href).search
  }
  // As the server counts: from 0, without the element itself.
  const place = item => ({
    parent: parentOf(item)?.dataset.id ?? item.closest("[data-tree]").dataset.root,
    position: [...item.parentElement.children].indexOf(item),
  })

  async function move(item, values) {
    const url = address(item, "move"), before = place(item), id = item.id
    if (!url) return
    await htmx.ajax("POST", url, {source: "#outline", target: "#outline", swap: "outerHTML", values})
    const now = document.getElementById(id), after = now && place(now)
    focus(now)
    const said = document.getElementById("outline").dataset.said
    const moved = after && (after.parent !== before.parent || after.position !== before.position)
    undo = moved && before.parent ? () => { undo = null; move(document.getElementById(id), before) } : null
    if (said) framtid.toast(said, undo && {label: document.getElementById("toast").dataset.undo, act: () => undo?.()})
  }

  function bin(item) {
    const url = address(item, "bin")
    if (!url) return
    const form = Object.assign(document.createElement("form"), {method: "post", action: url})
    const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"]
    form.append(Object.assign(document.createElement("input"), {type: "hidden", name: "csrfmiddlewaretoken", value: token}))
    document.body.append(form)
    form.submit()
  }

  function rename(item) {
    const title = () => document.querySelector(".ttl:not([readonly])")
    if (item.getAttribute("aria-selected") === "true") return title()?.focus()
    document.addEventListener("htmx:afterSettle", () => title()?.focus(), {once: true})
    link(item).click()
  }

  function add(item) {
    const url = address(item, "new")
    if (url) location.assign(url)
  }

  function find(letter, list, at) {
    clearTimeout(timer)
    timer = setTimeout(() => { typed = "" }, 600)
    typed += letter.toLocaleLowerCase("nb")
    const ring = [...list.slice(at + (typed.length === 1 ? 1 : 0)), ...list]
    focus(ring.find(item => words(item).toLocaleLowerCase("nb").startsWith(typed) || code(item).startsWith(typed)))
  }

  // -- Keys

  const still = event => event.altKey || event.ctrlKey || event.metaKey

  function act(event, item, list) {
    const at = list.indexOf(item), {key} = event
    if (event.altKey && event.shiftKey && MOVES[key]) move(item, {direction: MOVES[key]})
    else if (event.ctrlKey && key.toLowerCase() === "z" && undo) undo()
    else if (still(event)) return false
    else if (key === "ArrowDown") focus(list[at + 1])
    else if (key === "ArrowUp") focus(list[at - 1])
    else if (key === "Home") focus(list[0])
    else if (key === "End") focus(list.at(-1))
    else if (key === "ArrowRight") item.getAttribute("aria-expanded") === "false" ? fold(item, false) : focus(item.querySelector(ITEM))
    else if (key === "ArrowLeft") item.getAttribute("aria-expanded") === "true" ? fold(item, true) : focus(parentOf(item))
    else if (key === "Enter") link(item).click()
    else if (key === "F2") rename(item)
    else if (key === "Delete") bin(item)
    else if (key === "n" && !typed && item.closest("[data-tree]").dataset.new) add(item)
    else if (key.length === 1 && /\S/.test(key)) find(key, list, at)
    else return false
    return true
  }

  document.addEventListener("keydown", event => {
    const item = event.target.closest?.(ITEM), tree = item?.closest("[data-tree]")
    if (!tree || event.target.matches("input, textarea, select")) return
    if (act(event, item, shown(tree))) { event.preventDefault(); event.stopPropagation() }
  })
  document.addEventListener("click", event => {
    const item = event.target.closest?.(`[data-tree] ${ITEM}`)
    if (!item) return
    if (event.target.closest(".caret")) fold(item, item.getAttribute("aria-expanded") === "true")
    rove(item)
  })
  // Opening another element by htmx leaves the tree as it is, but for the mark on the opened row.
  document.addEventListener("htmx:afterRequest", event => {
    const item = event.detail.successful && event.target.closest?.(`[data-tree] ${ITEM}`)
    if (!item || event.target !== link(item)) return
    for (const other of items(item.closest("[data-tree]"))) other.setAttribute("aria-selected", String(other === item))
  })

  htmx.onLoad(root => {
    const trees = root.matches?.("[data-tree]") ? [root] : root.querySelectorAll("[data-tree]")
    for (const tree of trees) {
      const shut = folded(tree), open = tree.querySelector(`${ITEM}[aria-selected=true]`)
      for (const item of items(tree)) {
        item.tabIndex = -1
        if (item.hasAttribute("aria-expanded")) item.setAttribute("aria-expanded", String(!shut.has(item.dataset.id)))
      }
      for (let p = open && parentOf(open); p; p = parentOf(p)) p.setAttribute("aria-expanded", "true")
      rove(open ?? items(tree)[0])
      open?.scrollIntoView({block: "nearest"})
    }
  })
})()
