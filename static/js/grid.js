// A programme by keyboard and by mouse: both go to the one address a sitting is moved at, like the form that is there
// for everybody. The server says whether it may, and draws the grid anew.
(() => {
  const KEYS = {ArrowUp: "earlier", ArrowDown: "later", ArrowLeft: "left", ArrowRight: "right"}
  const SLACK = 6
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

  document.addEventListener("pointerdown", event => {
    const sitting = event.button === 0 && event.pointerType === "mouse" && sittingAt(event.target)
    if (sitting) drag = {sitting, x: event.clientX, y: event.clientY, on: false}
  })
  document.addEventListener("pointermove", event => {
    if (!drag) return
    if (!drag.on && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > SLACK) {
      drag.on = true
      drag.sitting.classList.add("dragged")
      document.documentElement.classList.add("dragging")
    }
    if (!drag.on) return
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
  const hush = event => { event.preventDefault(); event.stopPropagation() }

  function stop() {
    const was = drag
    was?.goal?.classList.remove("goal")
    was?.sitting.classList.remove("dragged")
    document.documentElement.classList.remove("dragging")
    drag = null
    return was?.on ? was : null
  }
})()
