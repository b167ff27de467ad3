// What a person does when asked once more who they are: gives the password, and the act is repeated. For clients that work longer than a proof counts.
type Send = (url: string, init: RequestInit) => Promise<Response>;

/** Sends; where a proof is asked for, proves by password over the same session and sends again. */
export function proving(send: Send, baseUrl: string, password: string): Send {
  return async (url, init) => {
    const answer = await send(url, init);
    if (answer.status !== 403 || !(await answer.clone().text()).includes(':step-up-needed')) return answer;
    const headers = { ...(init.headers as Record<string, string>), 'content-type': 'application/json' };
    await send(`${baseUrl}/v1/session/proof`, { method: 'POST', headers, body: JSON.stringify({ password }) });
    return send(url, init);
  };
}
