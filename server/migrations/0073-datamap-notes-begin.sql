-- datamap: until now looks at a company's own fields were counted under the purpose of conversations, whatever they were for. Only those of the days after are judged; companies of later on are
-- judged from the day on which they begin, by the clock of the house.
ALTER TABLE datamap_progress ADD COLUMN notes_from date NOT NULL DEFAULT current_date + 1;
ALTER TABLE datamap_progress ALTER COLUMN notes_from DROP DEFAULT;
