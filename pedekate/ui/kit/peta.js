// Maps and what stands beside them: a click names a kelurahan, the pointer shows its numbers and
// marks it wherever it appears, in every map, legend and linked table. No state of its own.
export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".pd-petaklik");
  const note = parentElement.querySelector(".pd-petunjuk");
  if (box.dataset.isi !== data.sidik) {
    box.innerHTML = data.html;
    box.dataset.isi = data.sidik;
    note.hidden = true;
  }
  const stage = parentElement.closest('[data-testid="stMain"]') ?? box;
  const row = (event) => event.target.closest?.("tr[data-kode]");
  let marked = "";
  const mark = (codes) => {
    if (marked === codes.join()) return;
    marked = codes.join();
    stage.querySelectorAll(".pd-sorot").forEach((one) => one.classList.remove("pd-sorot"));
    for (const code of codes) {
      stage.querySelectorAll(`[data-kode="${code}"]`).forEach((one) => {
        one.classList.add("pd-sorot");
        // In front of its neighbours, which would cover half of its outline.
        if (one.tagName === "path") one.parentNode.append(one);
      });
    }
  };
  const place = (event, text) => {
    if (note.dataset.isi !== text) {
      note.dataset.isi = text;
      note.innerHTML = text;
    }
    note.hidden = false;
    const frame = box.getBoundingClientRect();
    const x = event.clientX - frame.left, y = event.clientY - frame.top;
    const left = x > frame.width / 2 ? x - note.offsetWidth - 14 : x + 14;
    note.style.transform = `translate(${Math.max(0, left)}px, ${Math.max(0, y - note.offsetHeight / 2)}px)`;
  };
  box.onclick = (event) => {
    const found = event.target.closest("path[data-kode]");
    if (found) setTriggerValue("kode", found.dataset.kode);
  };
  box.onpointermove = (event) => {
    const one = event.target.closest("[data-kode]"), many = event.target.closest("[data-kodes]");
    mark(one ? [one.dataset.kode] : many ? many.dataset.kodes.split(" ").filter(Boolean) : []);
    // A group is shown by fading the rest: an outline in ink is lost on dark colours.
    box.classList.toggle("pd-pudar", Boolean(many && !one));
    if (one?.dataset.isi) place(event, one.dataset.isi);
    else note.hidden = true;
  };
  box.onpointerleave = () => {
    note.hidden = true;
    box.classList.remove("pd-pudar");
    mark([]);
  };
  // The tables are drawn by the page, not by this component: their rows are listened to from above.
  const over = (event) => {
    if (!box.contains(event.target)) mark(row(event) ? [row(event).dataset.kode] : []);
  };
  const pick = (event) => {
    if (row(event)) setTriggerValue("baris", row(event).dataset.kode);
  };
  box.lepas?.();
  stage.addEventListener("pointerover", over);
  stage.addEventListener("click", pick);
  box.lepas = () => {
    stage.removeEventListener("pointerover", over);
    stage.removeEventListener("click", pick);
  };
  return () => box.lepas();
}
