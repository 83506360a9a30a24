(function () {
  "use strict";
  var list = document.getElementById("modules");
  var rows = Array.prototype.slice.call(list.children);
  var find = document.getElementById("find");
  var state = document.getElementById("state");
  var order = document.getElementById("order");
  var shown = document.getElementById("shown");

  function show() {
    var text = find.value.toLowerCase();
    var count = 0;
    rows.forEach(function (row) {
      var fits = row.dataset.name.toLowerCase().indexOf(text) >= 0
        && (!state.value || row.dataset.status === state.value);
      row.hidden = !fits;
      count += fits ? 1 : 0;
    });
    shown.textContent = count + " of " + rows.length;
  }

  function sort() {
    var by = order.value;
    rows.sort(function (a, b) {
      if (by === "name") return a.dataset.name < b.dataset.name ? -1 : 1;
      if (by === "seconds") return b.dataset.seconds - a.dataset.seconds;
      return a.dataset.position - b.dataset.position;
    });
    rows.forEach(function (row) { list.appendChild(row); });
  }

  find.addEventListener("input", show);
  state.addEventListener("change", show);
  order.addEventListener("change", sort);
  show();

  var graph = document.getElementById("graph");
  var svg = graph.querySelector("svg");
  var width = svg.viewBox.baseVal.width;
  var height = svg.viewBox.baseVal.height;
  var zoom = 1;

  function fit(on) {
    graph.classList.toggle("fit", on);
    svg.setAttribute("width", on ? width : width * zoom);
    svg.setAttribute("height", on ? height : height * zoom);
  }

  document.querySelectorAll("[data-zoom]").forEach(function (button) {
    button.addEventListener("click", function () {
      var how = button.dataset.zoom;
      if (how === "fit") { fit(true); return; }
      if (graph.classList.contains("fit")) zoom = svg.getBoundingClientRect().width / width;
      zoom = how === "1" ? 1 : Math.min(4, Math.max(0.05, how === "in" ? zoom * 1.4 : zoom / 1.4));
      fit(false);
    });
  });
  fit(width <= 3 * graph.clientWidth && height <= 2400);

  graph.addEventListener("click", function (event) {
    var box = event.target.closest(".module");
    if (!box) return;
    rows.forEach(function (row) {
      if (row.dataset.name === box.dataset.module) {
        row.hidden = false;
        row.open = true;
        row.scrollIntoView({ block: "center" });
        row.firstElementChild.focus();
      }
    });
  });
})();
