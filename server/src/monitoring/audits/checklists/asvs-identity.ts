// OWASP ASVS 5.0.0, levels 1 and 2, who somebody is and what they may: chapters 6 to 10. Ids and levels are the standard's, the questions are our own short words: id|level|English|German.
export const identity = `
V6.1.1|1|Is it written down how guessing of passwords is stopped, without locking people out?|Ist festgehalten, wie das Raten von Passwörtern gebremst wird, ohne auszusperren?
V6.1.2|2|Is there a written list of words that passwords must not be made of?|Gibt es eine Liste von Wörtern, aus denen Passwörter nicht bestehen dürfen?
V6.1.3|2|Are all ways to sign in written down with their strength?|Sind alle Anmeldewege mit ihrer Stärke festgehalten?
V6.2.1|1|Do passwords have at least eight characters?|Haben Passwörter mindestens acht Zeichen?
V6.2.2|1|Can users change their password?|Können Nutzer ihr Passwort ändern?
V6.2.3|1|Does that take the present password too?|Braucht es dazu auch das bisherige Passwort?
V6.2.4|1|Are passwords compared with the commonest ones?|Werden Passwörter mit den häufigsten verglichen?
V6.2.5|1|Are there no rules about kinds of characters?|Gibt es keine Regeln über Zeichenarten?
V6.2.6|1|Are password fields masked?|Sind Passwortfelder verdeckt?
V6.2.7|1|May passwords be pasted and filled in by a manager?|Darf man Passwörter einfügen und vom Manager füllen lassen?
V6.2.8|1|Is the password checked exactly as it was typed?|Wird das Passwort genau wie getippt geprüft?
V6.2.9|2|May passwords have 64 characters and more?|Dürfen Passwörter 64 und mehr Zeichen haben?
V6.2.10|2|Does a password last until it leaks or its owner changes it?|Gilt ein Passwort, bis es bekannt wird oder sein Besitzer es ändert?
V6.2.11|2|Is that list of words used?|Wird diese Wortliste benutzt?
V6.2.12|2|Are passwords compared with leaked ones?|Werden Passwörter mit geleakten verglichen?
V6.3.1|1|Is guessing stopped as written?|Wird Raten wie beschrieben gebremst?
V6.3.2|1|Are there no built-in accounts?|Gibt es keine vorgegebenen Konten?
V6.3.3|2|Does signing in take more than one factor?|Braucht die Anmeldung mehr als einen Faktor?
V6.3.4|2|Is there no unwritten way in, and the same strength on all?|Gibt es keinen unbeschriebenen Weg und überall gleiche Stärke?
V6.4.1|1|Are first codes random, short-lived, and good once?|Sind erste Codes zufällig, kurzlebig und einmalig?
V6.4.2|1|Are there no secret questions?|Gibt es keine Geheimfragen?
V6.4.3|2|Does resetting a password leave the second factor in force?|Lässt ein neues Passwort den zweiten Faktor in Kraft?
V6.4.4|2|Is a lost factor replaced only after proof of who somebody is?|Wird ein verlorener Faktor nur nach Identitätsnachweis ersetzt?
V6.5.1|2|Do codes work once only?|Gelten Codes nur einmal?
V6.5.2|2|Are short look-up secrets hashed as passwords are?|Werden kurze Nachschlagegeheimnisse wie Passwörter gehasht?
V6.5.3|2|Do codes and seeds come from a secure random source?|Kommen Codes und Samen aus sicherem Zufall?
V6.5.4|2|Do codes have at least 20 bits?|Haben Codes mindestens 20 Bit?
V6.5.5|2|Do codes end soon: ten minutes, TOTP 30 seconds?|Enden Codes bald: zehn Minuten, TOTP 30 Sekunden?
V6.6.1|2|Are codes by phone offered only beside something stronger?|Gibt es Codes per Telefon nur neben Stärkerem?
V6.6.2|2|Is a code bound to the request it was made for?|Ist ein Code an seine Anfrage gebunden?
V6.6.3|2|Is guessing of codes slowed down?|Wird das Raten von Codes gebremst?
V6.8.1|2|Can one identity provider not speak for another's users?|Kann ein Identitätsanbieter nicht für Nutzer eines anderen sprechen?
V6.8.2|2|Are signatures of assertions always checked?|Werden Signaturen von Zusicherungen immer geprüft?
V6.8.3|2|Is a SAML assertion taken once only?|Wird eine SAML-Zusicherung nur einmal genommen?
V6.8.4|2|Is the strength of a foreign sign-in checked?|Wird die Stärke einer fremden Anmeldung geprüft?
V7.1.1|2|Are idle time and longest life of a session written down?|Sind Leerlauf und Höchstdauer einer Sitzung festgehalten?
V7.1.2|2|Is it written down how many sessions one may have at once?|Ist festgehalten, wie viele Sitzungen zugleich erlaubt sind?
V7.1.3|2|Are systems of a federated sign-in written down?|Sind Systeme verbundener Anmeldung festgehalten?
V7.2.1|1|Does the server check every session?|Prüft der Server jede Sitzung?
V7.2.2|1|Are session tokens made anew, not fixed?|Sind Sitzungstoken frisch erzeugt, nicht fest?
V7.2.3|1|Do session tokens have 128 random bits?|Haben Sitzungstoken 128 zufällige Bits?
V7.2.4|1|Does signing in give a new token and end the old one?|Gibt Anmelden ein neues Token und beendet das alte?
V7.3.1|2|Does an idle session end?|Endet eine untätige Sitzung?
V7.3.2|2|Does every session end at last?|Endet jede Sitzung irgendwann?
V7.4.1|1|Is an ended session worth nothing anywhere?|Ist eine beendete Sitzung nirgends mehr etwas wert?
V7.4.2|1|Do all sessions end when an account ends?|Enden alle Sitzungen mit dem Konto?
V7.4.3|2|May other sessions be ended when a factor changes?|Lassen sich andere Sitzungen beenden, wenn ein Faktor sich ändert?
V7.4.4|2|Is signing out easy to find on every page?|Ist Abmelden auf jeder Seite leicht zu finden?
V7.4.5|2|May administrators end sessions of others?|Können Verwalter Sitzungen anderer beenden?
V7.5.1|2|Does changing ways to sign in take a fresh proof?|Braucht das Ändern von Anmeldewegen einen frischen Nachweis?
V7.5.2|2|May users see their sessions and, proven anew, end them?|Können Nutzer ihre Sitzungen sehen und nach Nachweis beenden?
V7.6.1|2|Do sessions here and at the provider end together as written?|Enden Sitzungen hier und beim Anbieter wie beschrieben?
V7.6.2|2|Does a session begin only by an act of the user?|Beginnt eine Sitzung nur durch eine Handlung des Nutzers?
V8.1.1|1|Is it written down who may do what, on which data?|Ist festgehalten, wer was mit welchen Daten darf?
V8.1.2|2|Is it written down who may see and change which field?|Ist festgehalten, wer welches Feld sehen und ändern darf?
V8.2.1|1|Does every function ask for a permission?|Verlangt jede Funktion eine Berechtigung?
V8.2.2|1|Can nobody reach what is not theirs by an id?|Erreicht niemand Fremdes über eine Kennung?
V8.2.3|2|Can nobody read or set a field they may not?|Kann niemand ein Feld lesen oder setzen, das er nicht darf?
V8.3.1|1|Are permissions decided by the server?|Entscheidet der Server über Berechtigungen?
V8.4.1|2|Can one company never touch another's data?|Kann ein Unternehmen nie Daten eines anderen berühren?
V9.1.1|1|Are self-contained tokens checked by signature or MAC first?|Werden eigenständige Token zuerst per Signatur oder MAC geprüft?
V9.1.2|1|Are only listed algorithms taken?|Gelten nur gelistete Algorithmen?
V9.1.3|1|Do keys for that come from us, never from the token?|Stammen Schlüssel dafür von uns, nie aus dem Token?
V9.2.1|1|Does a token count only within its time?|Gilt ein Token nur in seiner Zeit?
V9.2.2|2|Is a token taken only for what it was made for?|Gilt ein Token nur für seinen Zweck?
V9.2.3|2|Is a token taken only if it is meant for this service?|Gilt ein Token nur, wenn es diesem Dienst gilt?
V9.2.4|2|Do tokens for several services name theirs?|Nennen Token für mehrere Dienste den ihren?
V10.1.1|2|Do OAuth tokens reach only who needs them?|Erreichen OAuth-Token nur, wer sie braucht?
V10.1.2|2|Are values of the provider taken only in the flow that asked?|Gelten Werte des Anbieters nur im Ablauf, der fragte?
V10.2.1|2|Is the code flow safe from forged requests?|Ist der Code-Ablauf vor gefälschten Anfragen sicher?
V10.2.2|2|Is a mix-up of providers noticed?|Wird eine Verwechslung von Anbietern bemerkt?
V10.3.1|2|Are access tokens for others refused?|Werden Zugriffstoken für andere abgelehnt?
V10.3.2|2|Do claims of a token decide what it may do?|Entscheiden Angaben des Tokens, was es darf?
V10.3.3|2|Is a user known by claims that are never given away again?|Wird ein Nutzer an Angaben erkannt, die nie neu vergeben werden?
V10.3.4|2|Is the strength of the sign-in behind a token checked?|Wird die Stärke der Anmeldung hinter einem Token geprüft?
V10.4.1|1|Are redirect addresses compared exactly with a list?|Werden Rückleitungen genau mit einer Liste verglichen?
V10.4.2|1|Is an authorization code good once?|Gilt ein Autorisierungscode einmal?
V10.4.3|1|Does a code end within ten minutes?|Endet ein Code binnen zehn Minuten?
V10.4.4|1|Are only needed grants allowed?|Sind nur nötige Grants erlaubt?
V10.4.5|1|Is a replayed refresh token noticed?|Wird ein wiederholtes Refresh-Token bemerkt?
V10.4.6|2|Is PKCE asked for?|Wird PKCE verlangt?
V10.4.7|2|Is open registration of clients made safe?|Ist offene Registrierung von Clients abgesichert?
V10.4.8|2|Do refresh tokens end at last?|Enden Refresh-Token irgendwann?
V10.4.9|2|May users revoke tokens?|Können Nutzer Token widerrufen?
V10.4.10|2|Are confidential clients authenticated?|Werden vertrauliche Clients authentifiziert?
V10.4.11|2|Do clients get only the scopes they need?|Erhalten Clients nur nötige Scopes?
V10.5.1|2|Is a replayed ID token noticed?|Wird ein wiederholtes ID-Token bemerkt?
V10.5.2|2|Is the user known by a subject that never changes hands?|Wird der Nutzer an einer Kennung erkannt, die nie den Besitzer wechselt?
V10.5.3|2|Must the issuer match what was set exactly?|Muss der Aussteller genau dem Eingestellten gleichen?
V10.5.4|2|Must the ID token be meant for this client?|Muss das ID-Token diesem Client gelten?
V10.5.5|2|Is back-channel logout safe from forgery?|Ist Back-Channel-Logout fälschungssicher?
V10.6.1|2|Are only sound response modes allowed?|Sind nur gute Antwortmodi erlaubt?
V10.6.2|2|Can nobody force a logout?|Kann niemand ein Abmelden erzwingen?
V10.7.1|2|Does the user agree to each authorization?|Stimmt der Nutzer jeder Autorisierung zu?
V10.7.2|2|Is it clear what is agreed to?|Ist klar, wozu zugestimmt wird?
V10.7.3|2|May the user see and take back what was agreed to?|Kann der Nutzer Zustimmungen sehen und zurücknehmen?
`;
