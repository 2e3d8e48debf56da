// The tab beside the open element stays the same when another element is opened, and keeps the focus when it is changed.
(() => {
  const panel = () => document.getElementById("panel")

  document.addEventListener("htmx:configRequest", ({target, detail: {parameters}}) => {
    if (target.matches("[data-tree] a") && panel()) parameters.panel = panel().dataset.panel
  })
  document.addEventListener("htmx:afterSwap", ({detail: {requestConfig: {elt}}}) => {
    if (elt.matches(".ptabs a")) document.getElementById(elt.id)?.focus()
  })

  // What is saved shows in the open history; one who is reading a comparison there is not disturbed.
  document.addEventListener("htmx:afterRequest", ({target, detail: {successful, xhr}}) => {
    const open = target.matches("form[data-autosave]") && successful && xhr.status === 200 && panel()
    if (open && open.dataset.panel === "historikk" && !open.querySelector(".changeslot:not(:empty)"))
      htmx.ajax("GET", document.getElementById("tab-historikk").getAttribute("hx-get"), {target: "#panel", swap: "outerHTML"})
  })
})()
