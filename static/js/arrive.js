// Whoever comes by a link to a field or a table of an element (#e12-period, #table-responsibility) can type there at once.
(() => {
  const CONTROLS = "input:not([type=hidden]), select, textarea:not([data-richtext]), [contenteditable=true], a[href], button"

  const seen = control => control.checkVisibility ? control.checkVisibility() : control.offsetParent !== null

  function arrive() {
    const place = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null
    if (!place?.matches(".fieldbox, .rowblock")) return
    place.scrollIntoView({block: "center"})
    const first = place.querySelector("[id^=add-]") ?? [...place.querySelectorAll(CONTROLS)].find(seen)
    first?.focus({preventScroll: true})
  }
  addEventListener("hashchange", arrive)
  addEventListener("load", arrive)
})()
