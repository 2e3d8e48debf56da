// A row is added or changed in a form under its table. The focus goes into the form and comes back to where it came from.
(() => {
  let opener = null

  document.addEventListener("htmx:afterSwap", ({target, detail: {requestConfig: {elt, verb}}}) => {
    if (target.matches(".rowslot")) {
      if (!elt.closest(".rowform")) opener = elt.id  // one form that leads to the next is still the same opening
      const form = target.querySelector("form")
      const first = [...form.elements].find(control => control.matches("input:not([type=hidden]), select, textarea"))
      first?.focus()
      form.scrollIntoView({block: "nearest"})
    } else if (verb === "post" && elt.closest?.(".rowform")) back()
  })

  // What was ticked while the search went out must not be swapped away: search once more, with it.
  document.addEventListener("htmx:beforeSwap", ({target, detail}) => {
    if (!target.matches?.(".offered")) return
    const ticked = [...target.querySelectorAll(":checked")].map(box => box.value)
    const sent = detail.requestConfig.formData.getAll("element")
    if (ticked.join() === sent.join()) return
    detail.shouldSwap = false
    htmx.trigger(detail.requestConfig.elt, "input")
  })

  function back() {
    const place = document.getElementById(opener) ?? document.getElementById(opener?.replace(/^edit-(\w+)-\d+$/, "add-$1"))
    place?.focus()
  }
  function close(slot) {
    slot.replaceChildren()
    back()
  }
  document.addEventListener("click", event => {
    const slot = event.target.closest("[data-close-slot]")?.closest(".rowslot")
    if (!slot) return
    event.preventDefault()
    close(slot)
  })
  document.addEventListener("keydown", event => {
    const slot = event.key === "Escape" && event.target.closest?.(".rowslot")
    if (slot) close(slot)
  })
})()
