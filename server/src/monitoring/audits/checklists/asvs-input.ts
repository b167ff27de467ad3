// OWASP ASVS 5.0.0, levels 1 and 2, what comes in and goes out: chapters 1 to 5. Ids and levels are the standard's, the questions are our own short words: id|level|English|German.
export const input = `
V1.1.1|2|Is input decoded once, at the door, before anything judges it?|Wird Eingabe genau einmal dekodiert, an der Tür, bevor etwas sie prüft?
V1.1.2|2|Is output encoded last, by or just before the interpreter that reads it?|Wird Ausgabe zuletzt kodiert, vom oder unmittelbar vor dem Interpreter?
V1.2.1|1|Does encoding fit its place: HTML text, attribute, style, header?|Passt die Kodierung zum Ort: HTML-Text, Attribut, Stil, Kopfzeile?
V1.2.2|1|Are parts of URLs encoded, and only safe schemes let through?|Werden Teile von URLs kodiert und nur sichere Schemata zugelassen?
V1.2.3|1|Is JSON and script content made by an encoder, never by joining texts?|Entstehen JSON und Skriptinhalte durch einen Kodierer, nie durch Aneinanderhängen?
V1.2.4|1|Do all database queries take their values as parameters?|Nehmen alle Datenbankabfragen Werte als Parameter?
V1.2.5|1|Do calls of the operating system keep commands apart from data?|Trennen Aufrufe des Betriebssystems Befehl und Daten?
V1.2.6|2|Are LDAP queries safe from injection?|Sind LDAP-Abfragen vor Injektion sicher?
V1.2.7|2|Are XPath queries safe from injection?|Sind XPath-Abfragen vor Injektion sicher?
V1.2.8|2|Are LaTeX processors locked down?|Sind LaTeX-Prozessoren abgesichert?
V1.2.9|2|Are texts escaped before they become part of a regular expression?|Werden Texte maskiert, bevor sie Teil eines regulären Ausdrucks werden?
V1.3.1|1|Is HTML from outside cleaned by a known library?|Reinigt eine bekannte Bibliothek fremdes HTML?
V1.3.2|1|Is there no eval or other running of made-up code?|Gibt es kein eval und kein Ausführen erzeugten Codes?
V1.3.3|2|Is what enters a dangerous place cut to safe characters and length first?|Wird, was an eine gefährliche Stelle kommt, vorher auf sichere Zeichen und Länge gekürzt?
V1.3.4|2|Is SVG from outside cleaned or refused?|Wird fremdes SVG gereinigt oder abgelehnt?
V1.3.5|2|Are style sheets and templates from outside cleaned or off?|Sind fremde Stylesheets und Vorlagen gereinigt oder aus?
V1.3.6|2|Can nobody make the server call an address of their choice?|Kann niemand den Server zum Aufruf einer Adresse seiner Wahl bringen?
V1.3.7|2|Are templates never built from what somebody sent?|Entstehen Vorlagen nie aus Fremdem?
V1.3.8|2|Are JNDI queries safe from injection?|Sind JNDI-Abfragen vor Injektion sicher?
V1.3.9|2|Is content cleaned before it reaches memcache?|Wird Inhalt vor memcache gereinigt?
V1.3.10|2|Are format strings never taken from outside?|Kommen Formatstrings nie von außen?
V1.3.11|2|Can no address or subject smuggle commands into mail?|Kann keine Adresse und kein Betreff Befehle in Mail schmuggeln?
V1.4.1|2|Is memory handled by a language that checks its bounds?|Verwaltet eine Sprache mit Grenzprüfung den Speicher?
V1.4.2|2|Are numbers checked for sign and range before they count?|Werden Zahlen vor Gebrauch auf Vorzeichen und Bereich geprüft?
V1.4.3|2|Is what was taken of memory and handles given back?|Wird genommener Speicher und jedes Handle zurückgegeben?
V1.5.1|1|Do XML parsers resolve no outside entities?|Lösen XML-Parser keine externen Entitäten auf?
V1.5.2|2|Is nothing from outside made into objects but plain, checked data?|Wird aus Fremdem nichts als schlichte, geprüfte Daten?
V2.1.1|1|Is it written down which form each piece of input must have?|Ist festgehalten, welche Form jede Eingabe haben muss?
V2.1.2|2|Is it written down how values that belong together are judged together?|Ist festgehalten, wie zusammengehörige Werte gemeinsam geprüft werden?
V2.1.3|2|Are limits of the business logic written down, for one user and for all?|Sind Grenzen der Geschäftslogik festgehalten, je Nutzer und insgesamt?
V2.2.1|1|Is all input checked against an expected form or list?|Wird jede Eingabe gegen Form oder Liste geprüft?
V2.2.2|1|Is input checked by the server, whatever the page did?|Prüft der Server jede Eingabe, gleich was die Seite tat?
V2.2.3|2|Are values that belong together checked together?|Werden zusammengehörige Werte gemeinsam geprüft?
V2.3.1|1|Can no step of a course be left out or taken early?|Kann kein Schritt ausgelassen oder vorgezogen werden?
V2.3.2|2|Are those limits kept?|Werden diese Grenzen eingehalten?
V2.3.3|2|Does an act happen wholly or not at all?|Geschieht eine Handlung ganz oder gar nicht?
V2.3.4|2|Can two at once not both take what there is once?|Können zwei zugleich nicht beide nehmen, was es nur einmal gibt?
V2.4.1|2|Is excessive calling slowed down?|Wird übermäßiges Aufrufen gebremst?
V3.2.1|1|Can a browser not show an answer in a place it is not meant for?|Kann ein Browser keine Antwort am falschen Ort anzeigen?
V3.2.2|1|Is text put into pages as text?|Kommt Text als Text in Seiten?
V3.3.1|1|Are cookies Secure and named __Host- or __Secure-?|Sind Cookies Secure und mit __Host- oder __Secure- benannt?
V3.3.2|2|Is SameSite set as each cookie needs it?|Ist SameSite je Cookie passend gesetzt?
V3.3.3|2|Do cookies carry the prefix __Host-?|Tragen Cookies das Präfix __Host-?
V3.3.4|2|Are session cookies HttpOnly, and their values sent in no other way?|Sind Sitzungscookies HttpOnly und ihr Wert sonst nirgends?
V3.4.1|1|Is HSTS sent with every answer, for a year and all subdomains?|Wird HSTS mit jeder Antwort gesendet, ein Jahr, alle Subdomains?
V3.4.2|1|Is cross-origin access fixed, and harmless where it is open to all?|Ist fremder Zugriff fest geregelt und harmlos, wo er allen offensteht?
V3.4.3|2|Does a Content-Security-Policy name what may load and run?|Nennt eine Content-Security-Policy, was laden und laufen darf?
V3.4.4|2|Is nosniff sent with every answer?|Wird nosniff mit jeder Antwort gesendet?
V3.4.5|2|Does a referrer policy keep addresses from others?|Hält eine Referrer-Policy Adressen vor anderen zurück?
V3.4.6|2|Does frame-ancestors keep pages out of foreign frames?|Hält frame-ancestors Seiten aus fremden Rahmen?
V3.5.1|1|Are requests that change something shown to come from our own pages?|Kommen ändernde Anfragen nachweislich von eigenen Seiten?
V3.5.2|1|Can what relies on preflight not be called without one?|Lässt sich, was auf Preflight baut, nicht ohne aufrufen?
V3.5.3|1|Does nothing change by GET?|Ändert GET nichts?
V3.5.4|2|Do separate applications have separate host names?|Haben getrennte Anwendungen getrennte Hostnamen?
V3.5.5|2|Are messages from foreign windows dropped unless trusted?|Werden Nachrichten fremder Fenster verworfen, wenn nicht vertraut?
V3.7.1|2|Are only living browser technologies in use?|Sind nur lebende Browsertechniken im Einsatz?
V3.7.2|2|Are redirects to other hosts only to listed ones?|Führen Weiterleitungen nur zu gelisteten Hosts?
V4.1.1|1|Does every answer say its content type, with charset?|Nennt jede Antwort Inhaltstyp und Zeichensatz?
V4.1.2|2|Do only pages redirect from http to https, and the API never?|Leiten nur Seiten von http auf https um, die API nie?
V4.1.3|2|Can a client not set headers that a proxy answers for?|Kann ein Client keine Kopfzeilen setzen, für die ein Proxy bürgt?
V4.2.1|2|Are the bounds of a request clear to every part on the way?|Sind Grenzen einer Anfrage jedem Teil klar?
V4.3.1|2|Are GraphQL queries bounded?|Sind GraphQL-Abfragen begrenzt?
V4.3.2|2|Is GraphQL introspection off?|Ist GraphQL-Introspektion aus?
V4.4.1|1|Are WebSockets encrypted?|Sind WebSockets verschlüsselt?
V4.4.2|2|Is the origin of a WebSocket checked?|Wird die Herkunft eines WebSockets geprüft?
V4.4.3|2|Do WebSockets have tokens of their own where sessions do not reach?|Haben WebSockets eigene Token, wo Sitzungen nicht reichen?
V4.4.4|2|Are those tokens got through a session that is signed in?|Kommen diese Token aus einer angemeldeten Sitzung?
V5.1.1|2|Is it written down which files may come, how large, and how they are made safe?|Ist festgehalten, welche Dateien kommen dürfen, wie groß, und wie sie sicher werden?
V5.2.1|1|Are files bounded in size to what can be worked off?|Sind Dateien auf Verarbeitbares begrenzt?
V5.2.2|1|Is a file's type told from its bytes?|Wird der Typ einer Datei aus ihren Bytes bestimmt?
V5.2.3|2|Are archives checked before they are unpacked?|Werden Archive vor dem Entpacken geprüft?
V5.3.1|1|Can an uploaded file not run on the server?|Kann eine hochgeladene Datei nicht auf dem Server laufen?
V5.3.2|1|Do paths of files come from us and never from a sender?|Stammen Dateipfade von uns und nie vom Absender?
V5.4.1|2|Is the name of a download ours to decide?|Bestimmen wir den Namen eines Downloads?
V5.4.2|2|Are names of files encoded in headers and mails?|Sind Dateinamen in Kopfzeilen und Mails kodiert?
V5.4.3|2|Are files from outside scanned for malware?|Werden fremde Dateien auf Schadsoftware geprüft?
`;
