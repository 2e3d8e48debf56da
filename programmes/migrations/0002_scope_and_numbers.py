from django.db import migrations

# An own element (city set) may only have the same city's own elements under it, and a child stays in its programme.
SCOPE = """
CREATE FUNCTION programmes_element_scope() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE above programmes_element;
BEGIN
  SELECT * INTO above FROM programmes_element WHERE id = NEW.parent_id;
  IF above.id IS NOT NULL AND (
    above.programme_id <> NEW.programme_id OR (above.city_id IS NOT NULL AND above.city_id IS DISTINCT FROM NEW.city_id)
  ) THEN
    RAISE EXCEPTION 'element % does not belong under %', NEW.id, above.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.city_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM programmes_element WHERE parent_id = NEW.id AND city_id IS DISTINCT FROM NEW.city_id
  ) THEN
    RAISE EXCEPTION 'element % has others'' elements under it', NEW.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER programmes_element_scope AFTER INSERT OR UPDATE OF parent_id, city_id, programme_id
  ON programmes_element DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION programmes_element_scope();
"""

NO_SCOPE = """
DROP TRIGGER programmes_element_scope ON programmes_element;
DROP FUNCTION programmes_element_scope();
"""


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial")]

    operations = [
        migrations.RunSQL(SCOPE, NO_SCOPE),
        migrations.RunSQL("CREATE SEQUENCE programmes_number", "DROP SEQUENCE programmes_number"),
    ]
