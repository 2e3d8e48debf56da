// A programme by keyboard, mouse and finger: all go to the one address a sitting is moved at, like the form that is there
// for everybody. The server says whether it may, and draws the grid anew.
(() => {
  const KEYS = {ArrowUp: "earlier", ArrowDown: "later", ArrowLeft: "left", ArrowRight: "right"}
  const PRESS = 400, SLACK = 6
  let drag = null, moving = false

  const sittingAt = target => target.closest?.("[data-grid] .sitting[data-move]")

  // One move at a time: the next is based on what the last has drawn.
  async function move(sitting, values) {
    if (moving) return
    moving = true
    try {
      await htmx.ajax("POST", sitting.dataset.move, {
        source: document.body, target: "#program", swap: "outerHTML", values: {seen: sitting.dataset.seen, ...values},
      })
    } finally { moving = false }
    const alert = document.querySelector("#program > [role=alert]")
    document.querySelector(`#${sitting.id} h3 a`)?.focus()
    if (alert) framtid.say(alert.textContent)
  }

  document.addEventListener("keydown", event => {
    const way = event.altKey && event.shiftKey && KEYS[event.key], sitting = way && sittingAt(event.target)
    if (!sitting) return
    event.preventDefault()
    move(sitting, {way})
  })

  // A finger presses for a moment first, so that it can still scroll.
  document.addEventListener("pointerdown", event => {
    const sitting = event.button === 0 && sittingAt(event.target)
    if (!sitting) return
    drag = {sitting, x: event.clientX, y: event.clientY, touch: event.pointerType !== "mouse", on: false}
    if (drag.touch) drag.press = setTimeout(begin, PRESS)
  })
  document.addEventListener("pointermove", event => {
    if (!drag) return
    const far = Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > SLACK
    if (!drag.on && far) drag.touch ? stop() : begin()
    if (!drag?.on) return
    drag.goal?.classList.remove("goal")
    const cell = document.elementFromPoint(event.clientX, event.clientY)?.closest?.("[data-grid] td[data-room]")
    drag.goal = cell?.contains(drag.sitting) ? null : cell
    drag.goal?.classList.add("goal")
  })
  document.addEventListener("pointerup", () => {
    if (drag?.on) document.addEventListener("click", hush, {capture: true, once: true})
    setTimeout(() => document.removeEventListener("click", hush, {capture: true}))
    const dropped = stop()
    if (!dropped?.goal) return
    const {day, start} = dropped.goal.closest("tr").dataset
    move(dropped.sitting, {day, start, room: dropped.goal.dataset.room})
  })
  document.addEventListener("pointercancel", () => stop())
  document.addEventListener("keydown", event => { if (event.key === "Escape" && drag?.on) stop() })
  document.addEventListener("dragstart", event => { if (sittingAt(event.target)) event.preventDefault() })
  document.addEventListener("touchmove", event => { if (drag?.on) event.preventDefault() }, {passive: false})
  document.addEventListener("contextmenu", event => { if (drag?.on) event.preventDefault() })
  const hush = event => { event.preventDefault(); event.stopPropagation() }

  function begin() {
    if (!drag) return
    drag.on = true
    drag.sitting.classList.add("dragged")
    document.documentElement.classList.add("dragging")
  }

  function stop() {
    const was = drag
    clearTimeout(was?.press)
    was?.goal?.classList.remove("goal")
    was?.sitting.classList.remove("dragged")
    document.documentElement.classList.remove("dragging")
    drag = null
    return was?.on ? was : null
  }
})()
