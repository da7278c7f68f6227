SELECT u.name FROM unit_name u;
