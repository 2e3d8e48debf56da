// The outline by mouse and finger: a second way to the same move. A line shows where the row will stand; the server says
// whether it may. A finger presses for a moment first, so that it can still scroll.
(() => {
  const {ITEM, fold, idOf, link, parentOf, tree} = framtid.tree
  const PRESS = 400, SLACK = 6, EDGE = 40, OPENS = 700
  let drag = null

  const rowAt = (x, y) => document.elementFromPoint(x, y)?.closest?.(`[data-tree] ${ITEM}`)

  document.addEventListener("pointerdown", event => {
    const item = event.button === 0 && event.target.closest?.(`[data-tree] ${ITEM}`)
    if (!item || !tree().dataset.move || event.target.closest(".caret, button, input")) return
    drag = {item, x: event.clientX, y: event.clientY, touch: event.pointerType !== "mouse", on: false}
    if (drag.touch) drag.press = setTimeout(() => begin(), PRESS)
  })
  document.addEventListener("pointermove", event => {
    if (!drag) return
    const far = Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > SLACK
    if (!drag.on && far) drag.touch ? stop() : begin()
    if (!drag?.on) return
    drag.x = event.clientX
    drag.y = event.clientY
    aim()
  })

  function begin() {
    if (!drag || drag.on || !framtid.acts.mayChange(drag.item)) return stop()
    drag.on = true
    drag.line = Object.assign(document.createElement("div"), {className: "dropline", hidden: true})
    document.body.append(drag.line)
    drag.item.classList.add("dragged")
    tree().dataset.dragging = ""
    document.documentElement.classList.add("dragging")
    drag.scroll = setInterval(scroll, 30)
    aim()
  }

  // The upper part of a row means before it, the lower after it, and between them inside it.
  function aim() {
    const over = rowAt(drag.x, drag.y)
    drag.goal = null
    drag.line.hidden = true
    if (!over || drag.item.contains(over)) return
    const node = over.querySelector(":scope > .node"), at = node.getBoundingClientRect(), part = (drag.y - at.top) / at.height
    const open = over.getAttribute("aria-expanded") === "true"
    const where = part < 0.3 ? "before" : part > 0.7 && !open ? "after" : "inside"
    drag.goal = {over, where}
    drag.line.hidden = false
    drag.line.dataset.where = where
    const inset = parseFloat(getComputedStyle(node).paddingInlineStart)
    Object.assign(drag.line.style, {
      left: `${at.left + inset}px`, width: `${at.width - inset}px`,
      top: `${where === "before" ? at.top : where === "after" ? at.bottom : at.top}px`, height: where === "inside" ? `${at.height}px` : "0",
    })
    unfold(over, where)
  }
  function unfold(over, where) {
    const shut = where === "inside" && over.getAttribute("aria-expanded") === "false"
    if (drag.waits === (shut ? over : null)) return
    clearTimeout(drag.opens)
    drag.waits = shut ? over : null
    if (shut) drag.opens = setTimeout(() => { fold(over, false); if (drag?.on) aim() }, OPENS)
  }

  function scroll() {
    const box = scroller(), at = box === document.scrollingElement ? {top: 0, bottom: innerHeight} : box.getBoundingClientRect()
    const top = Math.max(at.top, 0), bottom = Math.min(at.bottom, innerHeight)
    const by = drag.y < top + EDGE ? -12 : drag.y > bottom - EDGE ? 12 : 0
    if (by) { box.scrollBy(0, by); aim() }
  }
  const scroller = () => tree().scrollHeight > tree().clientHeight ? tree() : document.scrollingElement

  // As the server counts: from 0, without the element itself.
  function placeOf({over, where}, item) {
    if (where === "inside") return {parent: idOf(over), position: over.getAttribute("aria-expanded") === "true" ? 0 : ""}
    const above = parentOf(over), others = [...over.parentElement.children].filter(row => row.matches(ITEM) && row !== item)
    return {parent: above ? idOf(above) : tree().dataset.root, position: others.indexOf(over) + (where === "after" ? 1 : 0)}
  }

  function stop() {
    if (!drag) return null
    const {item, goal, on, line, press, scroll, opens} = drag
    clearTimeout(press)
    clearTimeout(opens)
    clearInterval(scroll)
    line?.remove()
    item.classList.remove("dragged")
    delete tree()?.dataset.dragging
    document.documentElement.classList.remove("dragging")
    drag = null
    return on && goal ? {item, goal} : null
  }

  document.addEventListener("pointerup", () => {
    if (drag?.on) document.addEventListener("click", hush, {capture: true, once: true})
    setTimeout(() => document.removeEventListener("click", hush, {capture: true}))
    const dropped = stop()
    if (dropped) framtid.acts.to(dropped.item, placeOf(dropped.goal, dropped.item))
  })
  const hush = event => { event.preventDefault(); event.stopPropagation() }
  document.addEventListener("pointercancel", stop)
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !drag?.on) return
    event.preventDefault()
    event.stopPropagation()
    stop()
  }, true)
  // The browser's own ideas: dragging the link itself, scrolling while a row hangs on the finger.
  document.addEventListener("dragstart", event => { if (event.target.closest?.("[data-tree]")) event.preventDefault() })
  document.addEventListener("touchmove", event => { if (drag?.on) event.preventDefault() }, {passive: false})
  // A row that is drawn afresh under the pointer is no longer there to be moved.
  document.addEventListener("tree:drawn", () => { if (drag && !drag.item.isConnected) stop() })
})()
