// Lists: what stood open stays open when the list is drawn anew, and the address can be taken along.
(() => {
  const open = new Set()

  document.addEventListener("toggle", ({target}) => {
    if (target.id && target.closest?.(".listing")) open[target.open ? "add" : "delete"](target.id)
  }, true)
  document.addEventListener("htmx:load", () => {
    for (const id of open) {
      const details = document.getElementById(id)
      if (details) details.open = true
    }
  })

  // Sorted while one types: the letters just typed go along, and the search that was still to come does not undo it.
  document.addEventListener("htmx:configRequest", ({target, detail}) => {
    const list = target.matches(".listing th a") && target.closest(".listing"), box = list && list.querySelector("[name=sok]")
    if (!list) return
    list.dataset.going = ""
    const address = new URL(detail.path, location)
    if (box) address.searchParams.set("sok", box.value)
    detail.path = address.pathname + address.search
  })
  document.addEventListener("htmx:afterRequest", ({target}) => { delete target.closest?.(".listing")?.dataset.going })
  document.addEventListener("htmx:confirm", event => {
    const {target, detail} = event
    if (target.matches(".listing-form") && detail.triggeringEvent?.type === "input" && "going" in target.closest(".listing").dataset)
      event.preventDefault()
  })

  document.addEventListener("click", async ({target}) => {
    const button = target.closest?.("[data-copy-link]")
    if (!button) return
    await navigator.clipboard.writeText(location.href)
    framtid.toast(button.dataset.copied)
  })
  // The clipboard is there on safe addresses only.
  if (!navigator.clipboard) document.documentElement.classList.add("no-clipboard")
})()
