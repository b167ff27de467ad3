// A tool is something made once at the start (configuration, keyring, live bus) that a verb reaches through its ctx, by a typed name.
export type Tools = Map<string, unknown>;
export type Tool<T> = { readonly name: string; of(holder: { tools: Tools }): T; set(tools: Tools, value: T): void };

/** Declares a tool by name; `of` throws when the start forgot to set it. */
export function tool<T>(name: string): Tool<T> {
  return {
    name,
    of(holder) {
      if (!holder.tools.has(name)) throw new Error(`tool ${name} was not set at the start`);
      return holder.tools.get(name) as T;
    },
    set(tools, value) {
      tools.set(name, value);
    },
  };
}
