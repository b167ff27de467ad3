-- datamap: the day from which looks at a company's own fields are judged was meant for the companies that were there when it began. Whoever comes later begins by the clock of the house.
ALTER TABLE datamap_progress ALTER COLUMN notes_from DROP DEFAULT;
