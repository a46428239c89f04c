// Small makers of elements, and the way to the sandbox.

export function make(tag, name, text) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text) element.textContent = text;
  return element;
}

export function press(text, name, act) {
  const button = make("button", name, text);
  button.type = "button";
  button.addEventListener("click", act);
  return button;
}

// `body` is an object, or a form with a file.
export async function post(path, body) {
  const json = { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  let answer;
  try {
    answer = await fetch(path, { method: "POST", ...(body instanceof FormData ? { body } : json) });
  } catch {
    throw new Error("The sandbox does not answer.");
  }
  const answered = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(answered.error || "That did not work.");
  return answered;
}
